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

  /// What messages call the tree.
  package var treeName: String { tree.name }

  /// Everything that does not agree.
  ///
  /// - Throws: ``SettingsError``, and what reading models or revisions throws.
  package func run() async throws -> CheckReport {
    try project.refusePasswords(in: tree)
    var report = try deployedReport()
    if report.isContent { try await compareModels(&report) }
    return report
  }

  private func compareModels(_ report: inout CheckReport) async throws {
    let settings = try project.settings(of: tree)
    let folder = try RevisionFolder(tree: tree, path: settings.versions)
    if folder.graph.heads.count > 1 {
      report.problems.append(.severalHeads(folder.graph.heads))
      return
    }
    let missing = try project.missingReleases(of: folder.graph.files)
    if !missing.isEmpty { report.problems.append(.releasesMissing(missing)) }
    report.modelPlaces = ModelPlaces(tree: tree, settings: settings, of: project.name)
    for dialect in settings.dialects {
      let builder = project.builder(for: dialect)
      let provider = try project.provider(for: settings, dialect)
      let models = try await builder.models(of: tree, provider: provider, allowsStubs: allowsStubs)
      report.notes = project.notable(report.notes + models.notes)
      let head = try folder.graph.head
      let schema = try builder.schema(of: folder.graph.chain(to: head?.id))
      let changes = schema.noticeableChanges(to: models.schema)
      if !changes.isEmpty { report.problems.append(.unmigrated(changes, dialect: dialect)) }
      if report.knowsReleases, let head,
        let wrong = WrongSnapshot(of: head, leadingTo: schema, builder.engine),
        try !DeployedFiles(releases(), in: project).ids.contains(head.id)
      {
        report.problems.append(.wrongSnapshots([wrong]))
      }
    }
  }

  /// Only what deployed revisions have become, which needs no models.
  ///
  /// - Throws: what reading the releases throws.
  package func deployedReport() throws -> CheckReport {
    let versions = try Settings.versions(in: try project.configuration(of: tree))
    var report = CheckReport(tree: tree.name, problems: [], versions: versions)
    let releases = try releases()
    report.knowsReleases = !releases.isEmpty || project.repository?.isShallow != true
    let changes = try DeployedFiles(releases, in: project)
      .changes(in: tree, below: versions, commit: commit)
    if !changes.isEmpty { report.problems = [.deployedRevisionsChanged(changes)] }
    return report
  }
}

extension Check {
  /// The last release before the tree, where nothing but its name tells that it is one.
  package func unrecordedRelease() async throws -> UnrecordedRelease? {
    try await project.unrecordedRelease(from: commit)
  }

  /// The releases that the tree must have the revisions of; what is being merged in has some too.
  private func releases() throws -> [Tag] {
    try tree is CommitTree
      ? project.releases(reachableFrom: commit) : project.releasesBehindWorkingTree()
  }
}
