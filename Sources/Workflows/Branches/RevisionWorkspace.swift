internal import Files
internal import GitRepository
internal import Revisions

/// The revision files of the working tree, to be written anew; also while a merge or rebase waits
/// for a person.
struct RevisionWorkspace {
  /// No change yet.
  private let empty: FileChanges
  /// The folder of the files.
  let folder: String
  private let original: [String: RevisionText]
  private var texts: [String: RevisionText]
  /// Files that git could not merge, since both sides changed a revision's place.
  let merged: [String]

  /// - Throws: ``BranchError/conflict(path:)``, `RevisionFileError`, and what reading throws.
  init(_ project: Project) async throws {
    empty = try project.fileChanges()
    let folder = try Settings.versions(in: project.configuration)
    self.folder = folder
    try project.refuseLinkOutside(folder)
    let tree = project.workingTree
    var texts: [String: RevisionText] = [:]
    for (path, bytes) in try tree.contents(below: folder) where path.hasSuffix(".sql") {
      texts[path] = RevisionText(bytes)
    }
    original = texts
    let marked = texts.filter(Self.hasConflictMarkers).keys.sorted()
    merged = marked
    if let repository = project.repository, !marked.isEmpty {
      let conflicts = try await repository.conflicts(below: folder)
      for path in marked {
        texts[path] = try Self.resolution(
          of: conflicts.first { $0.path == path }, at: path, during: repository.operation)
      }
    }
    self.texts = texts
  }

  private static func hasConflictMarkers(_ path: String, _ text: RevisionText) -> Bool {
    do {
      _ = try Revision(parsing: text.bytes, path: path)
      return false
    } catch {
      return error.fact == .conflictMarker
    }
  }

  /// The file as it should have been merged, at the place that it has on the side that stays.
  private static func resolution(
    of conflict: Conflict?, at path: String, during operation: Operation?
  ) throws -> RevisionText {
    guard let conflict, let ours = conflict.ours, let theirs = conflict.theirs else {
      throw BranchError.conflict(path: path)
    }
    let isMerge = if case .merge = operation { true } else { false }
    let (moving, staying) = isMerge ? (ours, theirs) : (theirs, ours)
    let text = RevisionText(moving).merged(
      with: RevisionText(staying), base: conflict.base.map(RevisionText.init))
    guard let text else { throw BranchError.conflict(path: path) }
    return text
  }

  // MARK: Contents

  /// The revisions as they are here, those of two branches that both wrote the first one too, and
  /// those that came without the one that they follow.
  func graph() throws -> RevisionGraph {
    let files = try texts.sorted { $0.key < $1.key }.map { path, text in
      try ReadRevisions.file(text.bytes, at: path)
    }
    return try RevisionGraph(files, allowsSeveralRoots: true, allowsUnknownParents: true)
  }

  mutating func change(_ path: String, _ body: (inout RevisionText) -> Void) {
    guard var text = texts[path] else { return }
    body(&text)
    texts[path] = text
  }

  /// - Returns: the path of the revision's file.
  /// - Throws: ``PrepareError/unwritable(path:)``.
  mutating func add(_ revision: Revision) throws -> String {
    let path = folder + "/" + revision.fileName
    let text = revision.text
    guard let read = try? Revision(parsing: text, path: path), read == revision else {
      throw PrepareError.unwritable(path: path)
    }
    texts[path] = RevisionText(Array(text.utf8))
    return path
  }

  mutating func remove(_ path: String) { texts[path] = nil }

  // MARK: Writing

  /// The files that differ from those on disk.
  var changedPaths: [String] { texts.keys.filter { texts[$0] != original[$0] }.sorted() }

  /// Writes what has changed and then removes what is gone: all of it or nothing.
  ///
  /// - Throws: `FileError`.
  func write() throws {
    var changes = empty
    for path in changedPaths { changes.write(texts[path]?.bytes ?? [], to: path) }
    for path in original.keys.sorted() where texts[path] == nil { changes.remove(path) }
    try changes.apply()
  }
}
