// A parent's position is always below its child's: of two different revisions, the one at the
// higher position cannot be the other's ancestor.

extension RevisionGraph {
  /// The revisions from the root to one of them, the root first; none for the empty database.
  ///
  /// - Throws: ``RevisionGraphError/unknownRevision(_:)``.
  package func chain(to id: RevisionID?) throws(RevisionGraphError) -> [RevisionFile] {
    try path(from: nil, to: id).ups
  }

  /// What leads from one state of a database to another, through the nearest common ancestor.
  ///
  /// - Parameters:
  ///   - start: the revision that the database is at; `nil` means that it is empty.
  ///   - end: the revision that is wanted; `nil` means the empty database.
  /// - Returns: the revisions to take back and then those to apply, each in the order in which
  ///   that is done.
  /// - Throws: ``RevisionGraphError/unknownRevision(_:)``.
  package func path(
    from start: RevisionID?, to end: RevisionID?
  ) throws(RevisionGraphError) -> (downs: [RevisionFile], ups: [RevisionFile]) {
    var lower = try position(of: start)
    var upper = try position(of: end)
    var downs: [RevisionFile] = []
    var ups: [RevisionFile] = []
    while lower != upper {
      if let position = lower, position > upper ?? -1 {
        downs.append(files[position])
        lower = parent(of: position)
      } else if let position = upper {
        ups.append(files[position])
        upper = parent(of: position)
      }
    }
    return (downs, ups.reversed())
  }

  /// Whether a revision is another's parent, or the parent of its parent, and so on.
  ///
  /// No revision is its own ancestor; a revision that is unknown here neither has nor is one.
  package func isAncestor(_ id: RevisionID, of descendant: RevisionID) -> Bool {
    guard let wanted = positions[id], let start = positions[descendant] else { return false }
    var position = parent(of: start)
    while let current = position, current > wanted { position = parent(of: current) }
    return position == wanted
  }

  func parent(of position: Int) -> Int? {
    files[position].revision.parent.flatMap { positions[$0] }
  }

  /// Where a revision stands; the empty database, meant by `nil`, stands nowhere.
  func position(of id: RevisionID?) throws(RevisionGraphError) -> Int? {
    guard let id else { return nil }
    guard let position = positions[id] else { throw .unknownRevision(id.text) }
    return position
  }
}
