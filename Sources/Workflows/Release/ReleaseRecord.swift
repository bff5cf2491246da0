internal import GitRepository

/// What a tag, or the note on its commit, records of a project.
enum ReleaseRecord: Hashable {
  /// The value of the trailer with the revision.
  case own(String)
  /// Only other projects are recorded, one of them with this value; `nil` is the one at the root.
  case foreign(String, project: String?)
  case none
}

extension ReleaseRecord {
  /// - Parameters:
  ///   - trailers: those of a tag or note, of all projects.
  ///   - project: whose record is looked for.
  init(_ trailers: [Trailer], of project: ProjectName) {
    let records = trailers.filter { $0.key == ReleaseTrailer.revision }.map(\.partedValue)
    if let own = records.last(where: { $0.project == project.trailerMark }) {
      self = .own(own.value)
    } else if let other = records.last {
      self = .foreign(other.value, project: other.project)
    } else {
      self = .none
    }
  }
}

extension Project {
  /// What a tag says of this project, or else the note on its commit.
  ///
  /// A note does not say which of several tags it is for: one of several projects counts for those
  /// that have a name of this one's releases.
  func record(of tag: Tag) throws(GitError) -> ReleaseRecord {
    let inTag = ReleaseRecord(tag.trailers, of: name)
    if case .own = inTag { return inTag }
    guard let note = try repository?.recordNote(on: tag.target),
      case .own(let revision) = ReleaseRecord(note, of: name),
      matchesTagPattern(tag.name) || !note.tellOfSeveralProjects
    else { return inTag }
    return .own(revision)
  }
}

extension Repository {
  /// The trailers of the note on a commit; `nil` where there is none.
  func recordNote(on commit: ObjectID) throws(GitError) -> [Trailer]? {
    guard let note = try note(for: commit) else { return nil }
    return try Trailer.parse("note\n\n" + note)
  }
}

// MARK: Whose trailer it is

extension Trailer {
  /// A trailer that is marked as a project's: `Migrate-Revision: ac423ee17380 (svc/a)`.
  ///
  /// That of the project at the root has no mark.
  init(key: String, value: String, of project: ProjectName) {
    self.init(key: key, value: value + (project.trailerMark.map { " (\($0))" } ?? ""))
  }

  /// The value and the mark, apart.
  var partedValue: (value: String, project: String?) {
    guard value.hasSuffix(")"), let start = value.firstRange(of: " (") else { return (value, nil) }
    return (String(value[..<start.lowerBound]), String(value[start.upperBound...].dropLast()))
  }
}

extension [Trailer] {
  fileprivate var tellOfSeveralProjects: Bool {
    Set(filter { $0.key == ReleaseTrailer.revision }.map(\.partedValue.project)).count > 1
  }
}

extension ProjectName {
  /// What marks the project's trailers; `nil` for the project at the root.
  fileprivate var trailerMark: String? { self == .top ? nil : description }
}
