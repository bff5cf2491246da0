package import Files
package import GitRepository
internal import Engine
internal import Revisions
internal import SchemaModel

/// Compares the models of a tree with its revisions, and its revisions with those deployed.
package struct Check {
  let project: Project
  let tree: any Tree
  /// The commit that the tree is, or will be the child of.
  let commit: Commit?

  /// Whether code that cannot be found may be replaced: right for the past, see `ModelProvider`.
  let allowsStubs: Bool

  package init(project: Project, tree: any Tree, commit: Commit?, allowsStubs: Bool = false) {
    self.allowsStubs = allowsStubs
    self.project = project
    self.tree = tree
    self.commit = commit
  }

  /// Everything that does not agree.
  ///
  /// - Throws: ``SettingsError``, and what reading models or revisions throws.
  package func run() async throws -> CheckReport {
    var report = try deployedReport()
    guard report.isContent else { return report }
    let settings = try project.settings(of: tree)
    let folder = try RevisionFolder(tree: tree, path: settings.versions)
    if folder.graph.heads.count > 1 {
      report.problems.append(.severalHeads(folder.graph.heads))
      return report
    }
    for dialect in settings.dialects {
      let builder = try project.builder(for: dialect)
      let provider = try project.provider(for: settings, dialect)
      let models = try await builder.models(of: tree, provider: provider, allowsStubs: allowsStubs)
      let schema = try builder.schema(of: folder.graph.chain(to: folder.graph.head?.id))
      let changes = schema.substantialChanges(to: models.schema)
      if !changes.isEmpty { report.problems.append(.unmigrated(changes, dialect: dialect)) }
    }
    return report
  }

  /// Only what deployed revisions have become, which needs no models.
  package func deployedReport() throws -> CheckReport {
    let versions = Settings.versions(in: try project.configuration(of: tree))
    var report = CheckReport(tree: tree.name, problems: [], versions: versions)
    guard let deployment = try project.lastDeployment(from: commit) else { return report }
    let differences = try DeployedFiles(try project.revisions(at: deployment.tag))
      .differences(in: tree, below: versions)
    if !differences.isEmpty {
      report.problems = [.deployedRevisionsChanged(tag: deployment.tag, differences)]
    }
    return report
  }
}
