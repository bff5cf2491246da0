/// Whether a folder of the index differs from a tree object in files whose names end in some way.
///
/// Both have their entries in the same order, so they are walked side by side. A folder whose tree
/// object git knows to be the same is not entered: the work is that of the folders with changes.
struct FolderComparison {
  let repository: Repository
  let index: IndexFile
  /// The end of the names that count; all names have the empty one.
  let ending: [UInt8]
  /// The paths of folders that do not count; each has an entry in the index.
  var leftOut: Set<[UInt8]> = []

  /// A folder of the index.
  struct Folder {
    /// The entries below it, at any depth.
    var positions: Range<Int>
    /// How many bytes of their paths lead to the folder, the slash among them.
    var pathLength: Int
    /// Its position among the trees that git knows.
    var known: Int?

    static let empty = Folder(positions: 0..<0, pathLength: 0)
  }

  /// - Parameter tree: `nil` where there is no folder to compare with.
  func differs(_ folder: Folder, from tree: ObjectID?) throws(GitError) -> Bool {
    if let tree, isKnown(folder, as: tree) { return false }
    let listing = try tree.map { id throws(GitError) in try TreeListing(id, in: repository) }
    var position = folder.positions.lowerBound
    var place = 0
    while true {
      let staged = child(of: folder, at: position)
      let recorded = listing?[place]
      switch (staged, recorded) {
      case (nil, nil): return false
      case (let staged?, let recorded?) where staged.name.elementsEqual(recorded.name):
        if try differs(staged, from: recorded.entry) { return true }
        position = staged.positions.upperBound
        place += 1
      case (let staged?, _)
      where recorded.map { staged.name.lexicographicallyPrecedes($0.name) } ?? true:
        if try differs(staged, from: nil) { return true }
        position = staged.positions.upperBound
      case (_, let (name, entry)?):
        if try isMissed(entry, named: name) { return true }
        place += 1
      case (_?, nil): return true
      }
    }
  }

  private func isKnown(_ folder: Folder, as tree: ObjectID) -> Bool {
    guard let known = folder.known.map({ index.knownTrees[$0] }) else { return false }
    return known.id == tree && known.entryCount == folder.positions.count
  }

  // MARK: Files and folders of the index

  private struct Child {
    /// A folder's name ends in a slash.
    let name: UnsafeRawBufferPointer
    let positions: Range<Int>
    /// `nil` for a file.
    let folder: Folder?
  }

  private func child(of folder: Folder, at position: Int) -> Child? {
    guard position < folder.positions.upperBound else { return nil }
    let path = index.path(at: position)
    let rest = path[folder.pathLength...]
    guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else {
      return Child(
        name: UnsafeRawBufferPointer(rebasing: rest), positions: position..<position + 1,
        folder: nil)
    }
    let known = folder.known.flatMap { index.knownTrees.folder(rest[..<slash], in: $0) }
    let end =
      known.flatMap { self.end(of: $0, from: position, path[...slash]) }
      ?? index.positions(below: path[..<slash]).upperBound
    let positions = position..<min(end, folder.positions.upperBound)
    return Child(
      name: UnsafeRawBufferPointer(rebasing: rest[...slash]), positions: positions,
      folder: Folder(positions: positions, pathLength: slash + 1, known: known))
  }

  /// Where a folder ends whose number of entries git knows; `nil` where that cannot be, as in a
  /// damaged index.
  private func end(
    of known: Int, from position: Int, _ path: Slice<UnsafeRawBufferPointer>
  ) -> Int? {
    guard let count = index.knownTrees[known].entryCount, count > 0,
      position + count <= index.count, index.path(at: position + count - 1).starts(with: path)
    else { return nil }
    return position + count
  }

  // MARK: Entries of one name

  private func differs(_ child: Child, from entry: TreeEntry?) throws(GitError) -> Bool {
    if let folder = child.folder {
      if isLeftOut(folder) { return false }
      return try differs(folder, from: entry?.id)
    }
    let position = child.positions.lowerBound
    guard counts(child.name) else { return false }
    // An announced file is not there yet, and a conflict is no agreement.
    if index.isAnnounced(at: position) { return entry != nil }
    return index.isConflict(at: position) || index.entry(at: position) != entry
  }

  private func isLeftOut(_ folder: Folder) -> Bool {
    if leftOut.isEmpty { return false }
    let path = index.path(at: folder.positions.lowerBound)
    return leftOut.contains(Array(path[..<(folder.pathLength - 1)]))
  }

  /// Whether what only the tree object has is a loss.
  private func isMissed(_ entry: TreeEntry, named name: [UInt8]) throws(GitError) -> Bool {
    entry.kind == .directory ? try differs(.empty, from: entry.id) : counts(name)
  }

  private func counts(_ name: some BidirectionalCollection<UInt8>) -> Bool {
    name.suffix(ending.count).elementsEqual(ending)
  }
}
