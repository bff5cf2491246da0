package import SchemaModel

extension [Rename] {
  /// The renames of several revisions as those of one: from the names before the first revision to
  /// those after the last.
  ///
  /// - Parameter steps: for each revision the renames that it makes, columns with the table's name
  ///   before it.
  package init(composing steps: [[Rename]]) {
    self = []
    for step in steps {
      let before = self
      for rename in step { take(rename, after: before) }
    }
    removeAll { ($0.column ?? $0.table) == $0.newName }
  }

  private mutating func take(_ rename: Rename, after before: [Rename]) {
    var whole = rename
    if let column = rename.column {
      whole.table =
        before.first { $0.column == nil && $0.newName == rename.table }?.table ?? rename.table
      let index = firstIndex {
        $0.column != nil && $0.table == whole.table && $0.newName == column
          && before.contains($0)
      }
      whole.column = index.map { self[$0].column } ?? column
      replace(index, with: whole)
    } else {
      let index = firstIndex {
        $0.column == nil && $0.newName == rename.table && before.contains($0)
      }
      whole.table = index.map { self[$0].table } ?? rename.table
      replace(index, with: whole)
    }
  }

  private mutating func replace(_ index: Int?, with rename: Rename) {
    if let index { self[index] = rename } else { append(rename) }
  }
}
