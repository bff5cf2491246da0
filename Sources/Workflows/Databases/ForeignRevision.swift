package import Engine
package import GitRepository
internal import Revisions

/// A revision that has run in a database and does not belong to this tree's history.
package struct ForeignRevision: Hashable, Sendable {
  package var entry: RecordEntry
  package var place: Place

  /// Where the revision can be found.
  package enum Place: Hashable, Sendable {
    /// In this tree, but after another revision than the one that it ran after; `nil` means first.
    case moved(after: String?)
    /// In this tree, but no longer as it ran.
    case edited
    /// In this tree; it is only that something below it is to be taken back.
    case here
    /// In these branches and tags; the commit is the one that brought it to the first.
    case references([String], Commit)
    /// In a commit that a reflog leads to.
    case commit(Commit)
    /// In git's object database, where no commit that can be found has it.
    case object(ObjectID)
    /// Nowhere but in the database's record.
    case record
  }
}

/// Finds revisions that this tree lacks.
struct RevisionSearch {
  let database: DatabaseProject

  func foreign(_ entry: RecordEntry) throws -> ForeignRevision {
    ForeignRevision(entry: entry, place: try place(of: entry))
  }

  private func place(of entry: RecordEntry) throws -> ForeignRevision.Place {
    if let file = RevisionID(entry.revision).flatMap({ database.folder.graph[$0] }) {
      let parent = file.revision.parent?.text
      if parent != entry.parent { return .moved(after: parent) }
      return file.contentID == entry.fileID ? .here : .edited
    }
    guard let repository = database.project.repository, let id = RevisionID(entry.revision) else {
      return .record
    }
    try database.refuseRevisionOfOther(id)
    // The name of a revision's file begins with its id.
    let folder = try Settings.versions(in: database.project.configuration)
    if let found = try repository.findFile(beginning: entry.revision, in: folder) {
      return found.references.isEmpty
        ? .commit(found.commit) : .references(found.references, found.commit)
    }
    if let id = ObjectID(hex: entry.fileID), try repository.blob(id) != nil { return .object(id) }
    return .record
  }

  /// The text of a revision as it was when it ran; `nil` where it is not in the object database.
  func revision(_ entry: RecordEntry) throws -> Revision? {
    guard let id = ObjectID(hex: entry.fileID),
      let bytes = try database.project.repository?.blob(id)
    else { return nil }
    return try? Revision(parsing: bytes, path: "\(RecordEntry.tableName):\(entry.revision)")
  }
}
