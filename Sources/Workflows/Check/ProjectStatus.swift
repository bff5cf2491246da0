package import GitRepository
package import Revisions

/// Where a project stands: what is deployed, what is pending, what no revision covers.
package struct ProjectStatus: Sendable {
  /// `nil` where HEAD is detached.
  package var branch: String?
  /// `nil` before the first commit.
  package var head: Commit?
  package var deployment: Deployment?
  /// The deployed release, where nothing but its name tells that it is one.
  package var unrecorded: UnrecordedRelease?
  /// What builds what was deployed before there were revisions.
  package var baseline: RevisionFile?
  package var pending: [RevisionFile]
  package var report: CheckReport
  /// The models, where they cannot be read; then the report is of the revisions alone.
  package var unreadable: UnreadableModels?

  /// Whether other releases are recorded and the deployed one is not.
  package var isForgotten: Bool { unrecorded?.followsRecorded ?? false }

  /// - Throws: what checking the working tree throws.
  package static func read(_ project: Project) async throws -> ProjectStatus {
    let head = try project.repository?.head()
    var deployment = try project.lastDeployment(from: head)
    let folder = try project.revisions(of: project.workingTree)
    let baseline = folder.graph.baseline
    if let baseline, deployment?.isBefore(baseline) ?? false { deployment = nil }
    var deployed: Set<RevisionID> = []
    if let deployment {
      deployed = Set(try project.revisions(at: deployment.tag).graph.files.map(\.id))
    }
    let check = Check(project: project, tree: project.workingTree, commit: head)
    var unreadable: UnreadableModels?
    let report: CheckReport
    do {
      report = try await check.run()
    } catch let error as UnreadableModels {
      unreadable = error
      report = try check.deployedReport()
    }
    return ProjectStatus(
      branch: project.repository?.branch, head: head, deployment: deployment,
      unrecorded: try await project.unrecordedRelease(from: head),
      baseline: baseline,
      pending: folder.graph.pending(after: deployed).filter { !$0.isBaseline }, report: report,
      unreadable: unreadable)
  }
}
