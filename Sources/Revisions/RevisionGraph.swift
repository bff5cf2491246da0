/// The revisions of a tree, joined by their parents into one history with one root.
package struct RevisionGraph: Sendable {
  /// All revisions, each after its parent, in an order that depends only on the ids.
  package let files: [RevisionFile]
  let positions: [RevisionID: Int]
  /// The positions of the revisions that follow the one at the same position, by id.
  let children: [[Int]]

  /// Joins revisions, given in any order.
  ///
  /// - Parameters:
  ///   - allowsSeveralRoots: whether more than one revision may have no parent, as where two branches
  ///     have each written the first one.
  ///   - allowsUnknownParents: whether a parent may be missing, as where a commit was picked without
  ///     those before it.
  /// - Throws: ``RevisionGraphError`` where ids repeat, a parent is missing, parents form a cycle,
  ///   or several revisions have no parent.
  package init(
    _ files: [RevisionFile], allowsSeveralRoots: Bool = false, allowsUnknownParents: Bool = false
  ) throws(RevisionGraphError) {
    self.files = try RevisionOrder(files).parentsFirst(
      allowsSeveralRoots: allowsSeveralRoots, allowsUnknownParents: allowsUnknownParents)
    var positions: [RevisionID: Int] = [:]
    var children = Array(repeating: [Int](), count: files.count)
    for (position, file) in self.files.enumerated() {
      positions[file.id] = position
      if let parent = file.revision.parent.flatMap({ positions[$0] }) {
        children[parent].append(position)
      }
    }
    self.positions = positions
    self.children = children
  }

  package func contains(_ id: RevisionID) -> Bool { positions[id] != nil }

  package subscript(id: RevisionID) -> RevisionFile? { positions[id].map { files[$0] } }

  /// The revisions that are no revision's parent, by id.
  package var heads: [RevisionFile] {
    files.indices.filter { children[$0].isEmpty }.map { files[$0] }.sorted { $0.id < $1.id }
  }

  /// The revisions that follow one which is not there.
  package var orphans: [RevisionFile] {
    files.filter { $0.revision.parent.map { !contains($0) } ?? false }
  }

  /// - Throws: ``RevisionGraphError/unknownParent(_:path:)`` where there are such.
  package func refuseOrphans() throws(RevisionGraphError) {
    guard let file = orphans.first, let parent = file.revision.parent else { return }
    throw .unknownParent(parent, path: file.path)
  }

  /// The only head, or `nil` where there are no revisions.
  ///
  /// - Throws: ``RevisionGraphError/severalHeads(_:)``.
  package var head: RevisionFile? {
    get throws(RevisionGraphError) {
      let heads = heads
      guard heads.count <= 1 else { throw .severalHeads(heads.map(\.id)) }
      return heads.first
    }
  }

  /// The revisions that are not among those applied, each after its parent.
  package func pending(after applied: Set<RevisionID>) -> [RevisionFile] {
    files.filter { !applied.contains($0.id) }
  }
}
