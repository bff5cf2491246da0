internal import Engine
internal import Revisions
internal import SchemaModel

/// A database's record beside the revisions of a tree.
struct RecordComparison {
  let database: DatabaseProject
  /// Oldest first.
  let record: [RecordEntry]

  /// The revisions, from the oldest, that lead through this tree's history.
  var known: [RevisionID] {
    var known: [RevisionID] = []
    for entry in record {
      guard let id = RevisionID(entry.revision), let file = database.folder.graph[id],
        file.revision.parent == known.last
      else { break }
      known.append(id)
    }
    return known
  }

  /// All revisions but the oldest ones, newest first, with where they can be found.
  func foreign(after count: Int) throws -> [ForeignRevision] {
    let search = RevisionSearch(database: database)
    return try record[count...].reversed().map(search.foreign)
  }

  /// How many of the record's revisions, from the oldest, a chain begins with unchanged.
  ///
  /// A revision that was edited after it ran counts as changed where other statements would run now.
  func commonCount(with chain: [RevisionFile]) throws -> Int {
    let search = RevisionSearch(database: database)
    var count = 0
    for (entry, file) in zip(record, chain) {
      guard entry.revision == file.id.text else { break }
      if entry.fileID != file.contentID, let ran = try search.revision(entry),
        isEdited(ran, file.revision)
      {
        break
      }
      count += 1
    }
    return count
  }

  private func isEdited(_ ran: Revision, _ now: Revision) -> Bool {
    let dialect = database.engine.dialect.rawValue
    return ran.section(.up, dialect: dialect)?.body != now.section(.up, dialect: dialect)?.body
  }
}
