internal import Files
package import GitRepository
package import Proving
package import Engine

/// Makes the tag that records the deployed revision of each project that it is a release of.
package struct Release {
  private let projects: [Project]
  private let repository: Repository

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
    /// What is released of each project.
    package var parts: [ReleasePart]
    /// Whether a note was written because the tag was there.
    package var isNote: Bool
  }

  package enum Failure: Error, Sendable {
    case dirty
    case checkFailed(CheckReport)
    case alreadyReleased(String)
    case noCommit
    case unaccepted([UnacceptedHazard])
    /// The tag is a release of no project, by the patterns that they have.
    case ofNoProject(String, [ProjectName])
  }

  package struct UnacceptedHazard: Hashable, Sendable {
    package var hazard: Hazard
    /// What became of a trial's rows, where they became others.
    package var rows: ChangedRows?
    package var path: String
    /// Whether nothing has been built upon the revision yet.
    package var isInNewestRevision: Bool
  }

  /// - Parameter projects: those that the release is one of; not empty.
  package init(projects: [Project]) throws {
    guard let project = projects.first, let repository = project.repository else {
      throw GitError.notARepository(path: projects.first?.root ?? "")
    }
    self.projects = projects
    self.repository = repository
  }

  /// - Throws: ``Failure``, ``FailureInProject``, and what checking and tagging throws.
  package func run(_ request: Request) async throws -> Report {
    let existing = try repository.tag(named: request.name)
    let commit = try repository.releasedCommit(existing)
    if existing == nil, try await !repository.isClean() { throw Failure.dirty }
    let unrecorded = try projects.filter { project in
      try existing.map { try !project.deployment(at: $0).isRecorded } ?? true
    }
    guard !unrecorded.isEmpty else { throw Failure.alreadyReleased(request.name) }
    let tree = try repository.tree(of: commit, name: existing?.name ?? "HEAD")
    var report = Report(name: request.name, commit: commit, parts: [], isNote: existing != nil)
    for project in unrecorded {
      report.parts.append(
        try await FailureInProject.naming(projects.count > 1 ? project.name : nil) {
          try await ReleasePart.verified(
            project, as: request.name, at: commit, tree, isTagged: existing != nil)
        })
    }
    if !request.isDryRun { try await write(report, request) }
    return report
  }

  private func write(_ report: Report, _ request: Request) async throws {
    let trailers = report.parts.flatMap(\.trailers)
    guard !report.isNote else {
      let others = try repository.recordNote(on: report.commit.id) ?? []
      let marks = Set(trailers.map(\.partedValue.project))
      let kept = others.filter { !marks.contains($0.partedValue.project) }
      return try await repository.git.addNote(
        Self.text(of: kept + trailers), to: report.commit.id)
    }
    let message = request.message ?? "Release \(request.name)"
    try await repository.git.createTag(
      request.name, at: report.commit.id, message: "\(message)\n\n\(Self.text(of: trailers))",
      sign: request.signs)
  }

  private static func text(of trailers: [Trailer]) -> String {
    trailers.map { "\($0.key): \($0.value)\n" }.joined()
  }
}

extension Repository {
  /// The commit that a release is one of: that of the tag where it is there, else that of HEAD.
  func releasedCommit(_ existing: Tag?) throws -> Commit {
    if let existing { return try commit(named: existing.target.hex) }
    guard let head = try head() else { throw Release.Failure.noCommit }
    return head
  }
}
