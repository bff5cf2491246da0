package import GitRepository
internal import Proving
package import Revisions
internal import SchemaModel

/// What a release is of one project, once it has been verified.
package struct ReleasePart: Sendable {
  package var project: ProjectName
  package var revision: RevisionFile?
  package var previous: Deployment?
  /// The revisions that are deployed with this release and were not before.
  package var newRevisions: [RevisionFile]
  package var trailers: [Trailer]
  /// Whether the release is from before there were revisions, so that the revision is the baseline.
  package var isAdopted = false

  /// - Parameters:
  ///   - name: the tag's.
  ///   - tree: the files of the commit.
  ///   - isTagged: whether the tag is there already.
  /// - Throws: ``Release/Failure``, ``AdoptedRelease/Failure``, and what checking throws.
  static func verified(
    _ project: Project, as name: String, at commit: Commit, _ tree: CommitTree, isTagged: Bool
  ) async throws -> ReleasePart {
    if isTagged, let adopted = try await AdoptedRelease.find(name, tree, in: project) {
      return try await self.adopted(adopted.baseline, project, as: name, at: commit, tree)
    }
    let check = try await Check(project: project, tree: tree, commit: commit).run().complete()
    guard check.isContent else { throw Release.Failure.checkFailed(check) }
    let folder = try project.revisions(of: tree)
    let previous = try project.lastDeployment(from: commit, except: name)
    try project.refuseForeign(previous)
    let verification = ReleaseVerification(
      project: project, folder: folder, previous: previous, tree: tree)
    let new = try verification.newRevisions()
    let wrong = try verification.wrongSnapshots(of: new)
    guard wrong.isEmpty else {
      var report = check
      report.problems = [.wrongSnapshots(wrong)]
      throw Release.Failure.checkFailed(report)
    }
    try verification.refuseUnaccepted(new)
    return ReleasePart(
      project: project.name, revision: try folder.graph.head, previous: previous,
      newRevisions: new, trailers: try verification.trailers())
  }

  private static func adopted(
    _ baseline: RevisionFile, _ project: Project, as name: String, at commit: Commit,
    _ tree: CommitTree
  ) async throws -> ReleasePart {
    let previous = try project.lastDeployment(from: commit, except: name)
    let folder = try RevisionFolder([baseline], path: baseline.path)
    let verification = ReleaseVerification(
      project: project, folder: folder, previous: previous, tree: tree)
    return ReleasePart(
      project: project.name, revision: baseline, previous: previous, newRevisions: [],
      trailers: try verification.trailers(), isAdopted: true)
  }
}

/// One project's part of a release, while it is verified.
private struct ReleaseVerification {
  let project: Project
  let folder: RevisionFolder
  let previous: Deployment?
  let tree: CommitTree

  func newRevisions() throws -> [RevisionFile] {
    guard let previous else { return folder.graph.files }
    let earlier = try project.revisions(at: previous.tag)
    let known = earlier.graph.files.map(\.id) + [previous.revision].compactMap(\.self)
    return folder.graph.pending(after: Set(known))
  }

  func wrongSnapshots(of revisions: [RevisionFile]) throws -> [WrongSnapshot] {
    try project.settings(of: tree).dialects.flatMap { dialect in
      let hazards = RevisionHazards(builder: project.builder(for: dialect), folder: folder)
      return try revisions.compactMap(hazards.wrongSnapshot)
    }
  }

  func trailers() throws -> [Trailer] {
    let head = try folder.graph.head
    var trailers = [(ReleaseTrailer.revision, head?.id.text ?? ReleaseTrailer.none)]
    for dialect in try project.settings(of: tree).dialects {
      let builder = project.builder(for: dialect)
      let digest = try builder.schema(of: folder.graph.chain(to: head?.id)).digest
      trailers.append((ReleaseTrailer.snapshot, "\(dialect.rawValue) \(digest)"))
    }
    if let previous { trailers.append((ReleaseTrailer.from, previous.tag.name)) }
    return trailers.map { Trailer(key: $0, value: $1, of: project.name) }
  }

  // MARK: Hazards

  /// A statement that destroys data, or that rows can make fail, needs a person's word in the file.
  func refuseUnaccepted(_ revisions: [RevisionFile]) throws {
    let dialects = try project.settings(of: tree).dialects
    var unaccepted: [Release.UnacceptedHazard] = []
    for dialect in dialects {
      let hazards = RevisionHazards(builder: project.builder(for: dialect), folder: folder)
      let rows = try DeployedRows(
        project: project, dialect: dialect, deployment: previous,
        baseline: folder.graph.baseline, revisions: revisions)
      for file in revisions {
        let accepted = file.revision.allowances
        unaccepted += try hazards.findings(of: file)
          .filter { !accepted.contains(Allowance($0.hazard)) && rows.canMeet($0.hazard) }
          .map { finding in
            Release.UnacceptedHazard(
              hazard: finding.hazard, rows: finding.rows, path: file.path,
              isInNewestRevision: folder.graph.heads.contains { $0.id == file.id })
          }
      }
    }
    guard unaccepted.isEmpty else { throw Release.Failure.unaccepted(unaccepted) }
  }
}
