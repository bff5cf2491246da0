/// The entries of an index: those that a commit would record.
struct IndexEntries: TreeEntries {
  /// In byte order of their paths.
  let all: [(path: String, entry: TreeEntry)]

  /// Whether a merge has left paths that are not resolved.
  ///
  /// Such a path has the content of our side; where our side has removed it, it is left out.
  let hasConflicts: Bool

  /// - Parameter records: what the index holds, in its order.
  init(_ records: [IndexRecord]) {
    self.hasConflicts = records.contains { $0.stage != .merged }
    self.all = records.compactMap { record in
      record.isRecorded && record.entry.kind != .submodule ? (record.path, record.entry) : nil
    }
  }

  func entry(at path: String) -> TreeEntry? {
    if path.isEmpty { return directory }
    let position = firstPosition(notBefore: path)
    if position < all.count, all[position].path.utf8.elementsEqual(path.utf8) {
      return all[position].entry
    }
    return entries(below: path).isEmpty ? nil : directory
  }

  func entries(below directory: String) -> [(path: String, entry: TreeEntry)] {
    if directory.isEmpty { return all }
    let prefix = directory + "/"
    return Array(
      all[firstPosition(notBefore: prefix)...].prefix { $0.path.utf8.starts(with: prefix.utf8) })
  }

  /// The index has no objects for directories.
  private var directory: TreeEntry {
    TreeEntry(kind: .directory, id: ObjectID(first: 0, middle: 0, last: 0))
  }

  private func firstPosition(notBefore path: String) -> Int {
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].path.utf8.lexicographicallyPrecedes(path.utf8) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}

/// One line of the index.
struct IndexRecord {
  /// Which side of a merge the record belongs to.
  enum Stage: Int {
    case merged, base, ours, theirs
  }

  let path: String
  let entry: TreeEntry
  let stage: Stage

  /// Whether `git add --intent-to-add` announced the file, without content.
  let isIntentToAdd: Bool

  fileprivate var isRecorded: Bool {
    !isIntentToAdd && (stage == .merged || stage == .ours)
  }
}
