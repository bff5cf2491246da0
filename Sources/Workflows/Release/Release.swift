internal import Files
package import GitRepository
package import Proving
package import Revisions
internal import SchemaModel
package import Engine

/// Makes the tag that records the deployed revision.
package struct Release {
  let project: Project
  let repository: Repository

  package struct Request: Sendable {
    package var name: String
    package var message: String?
    /// Whether to sign the tag; `nil` leaves it to git's configuration.
    package var signs: Bool?
    package var isDryRun: Bool

    package init(name: String, message: String? = nil, signs: Bool? = nil, isDryRun: Bool = false) {
      self.name = name
      self.message = message
      self.signs = signs
      self.isDryRun = isDryRun
    }
  }

  package struct Report: Sendable {
    package var name: String
    package var commit: Commit
    package var revision: RevisionFile?
    package var previous: Deployment?
    /// The revisions that are deployed with this release and were not before.
    package var newRevisions: [RevisionFile]
    /// Whether a note was written because the tag was there.
    package var isNote: Bool
    package var trailers: [Trailer]
  }

  package enum Failure: Error, Sendable {
    case dirty
    case checkFailed(CheckReport)
    case alreadyReleased(String)
    case noCommit
    case unaccepted([UnacceptedHazard])
  }

  package struct UnacceptedHazard: Hashable, Sendable {
    package var hazard: Hazard
    /// What became of a trial's rows, where they became others.
    package var rows: ChangedRows?
    package var path: String
    /// Whether nothing has been built upon the revision yet.
    package var isInNewestRevision: Bool
  }

  package init(project: Project) throws {
    guard let repository = project.repository else {
      throw GitError.notARepository(path: project.root)
    }
    self.project = project
    self.repository = repository
  }

  /// - Throws: ``Failure``, and what checking and tagging throws.
  package func run(_ request: Request) async throws -> Report {
    let existing = try repository.tag(named: request.name)
    let commit = try releasedCommit(existing)
    if existing == nil, try await !repository.isClean() { throw Failure.dirty }
    if let existing, try project.deployment(at: existing).isRecorded {
      throw Failure.alreadyReleased(request.name)
    }
    let tree = try repository.tree(of: commit, name: existing?.name ?? "HEAD")
    let check = try await Check(project: project, tree: tree, commit: commit).run().complete()
    guard check.isContent else { throw Failure.checkFailed(check) }
    let folder = try project.revisions(of: tree)
    let previous = try project.lastDeployment(from: commit, except: request.name)
    try project.refuseForeign(previous)
    let new = try newRevisions(in: folder, since: previous)
    try refuseUnaccepted(new, in: folder, since: previous)
    let report = Report(
      name: request.name, commit: commit, revision: try folder.graph.head, previous: previous,
      newRevisions: new, isNote: existing != nil,
      trailers: try trailers(folder: folder, previous: previous, tree: tree))
    if !request.isDryRun { try await write(report, request) }
    return report
  }

  private func releasedCommit(_ existing: Tag?) throws -> Commit {
    if let existing { return try repository.commit(named: existing.target.hex) }
    guard let head = try repository.head() else { throw Failure.noCommit }
    return head
  }

  private func newRevisions(
    in folder: RevisionFolder, since previous: Deployment?
  ) throws -> [RevisionFile] {
    guard let previous else { return folder.graph.files }
    let earlier = try project.revisions(at: previous.tag)
    return folder.graph.pending(after: Set(earlier.graph.files.map(\.id)))
  }

  private func write(_ report: Report, _ request: Request) async throws {
    let trailers = report.trailers.map { "\($0.key): \($0.value)" }.joined(separator: "\n")
    if report.isNote {
      try await repository.git.addNote(trailers + "\n", to: report.commit.id)
    } else {
      let message = request.message ?? "Release \(request.name)"
      try await repository.git.createTag(
        request.name, at: report.commit.id, message: "\(message)\n\n\(trailers)\n",
        sign: request.signs)
    }
  }

  private func trailers(
    folder: RevisionFolder, previous: Deployment?, tree: CommitTree
  ) throws -> [Trailer] {
    let head = try folder.graph.head
    var trailers = [
      Trailer(key: ReleaseTrailer.revision, value: head?.id.text ?? ReleaseTrailer.none)
    ]
    for dialect in try project.settings(of: tree).dialects {
      let builder = project.builder(for: dialect)
      let digest = try builder.schema(of: folder.graph.chain(to: head?.id)).digest
      trailers.append(Trailer(key: ReleaseTrailer.snapshot, value: "\(dialect.rawValue) \(digest)"))
    }
    if let previous {
      trailers.append(Trailer(key: ReleaseTrailer.from, value: previous.tag.name))
    }
    return trailers
  }

  // MARK: Hazards

  /// A statement that destroys data, or that rows can make fail, needs a person's word in the file.
  private func refuseUnaccepted(
    _ revisions: [RevisionFile], in folder: RevisionFolder, since previous: Deployment?
  ) throws {
    let dialects = try project.settings(of: project.workingTree).dialects
    var unaccepted: [UnacceptedHazard] = []
    for dialect in dialects {
      let hazards = RevisionHazards(builder: project.builder(for: dialect), folder: folder)
      let rows = try DeployedRows(
        project: project, dialect: dialect, deployment: previous, revisions: revisions)
      for file in revisions {
        let accepted = file.revision.allowances
        unaccepted += try hazards.findings(of: file)
          .filter { !accepted.contains(Allowance($0.hazard)) && rows.canMeet($0.hazard) }
          .map { finding in
            UnacceptedHazard(
              hazard: finding.hazard, rows: finding.rows, path: file.path,
              isInNewestRevision: folder.graph.heads.contains { $0.id == file.id })
          }
      }
    }
    guard unaccepted.isEmpty else { throw Failure.unaccepted(unaccepted) }
  }
}
