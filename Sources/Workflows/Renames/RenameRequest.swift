package import SchemaModel

/// A rename as people write it: `users.nickname` became `users.username`, `post` became `article`.
package struct RenameRequest: Hashable, Sendable {
  package var table: String
  /// `nil` where the table was renamed.
  package var column: String?
  package var newName: String
  package var evidence: Rename.Evidence

  package init(table: String, column: String?, newName: String, evidence: Rename.Evidence) {
    self.table = table
    self.column = column
    self.newName = newName
    self.evidence = evidence
  }

  /// Reads the old and the new name; the new one of a column may leave out the table.
  ///
  /// - Returns: `nil` where the two cannot belong together.
  package init?(
    from old: some StringProtocol, to new: some StringProtocol, evidence: Rename.Evidence
  ) {
    let oldParts = Self.parts(of: String(old))
    let newParts = Self.parts(of: String(new))
    guard (oldParts + newParts).allSatisfy({ !$0.isEmpty }), let newName = newParts.last else {
      return nil
    }
    switch (oldParts.count, newParts.count) {
    case (1, 1): self.init(table: oldParts[0], column: nil, newName: newName, evidence: evidence)
    case (2, 1), (2, 2):
      self.init(table: oldParts[0], column: oldParts[1], newName: newName, evidence: evidence)
    default: return nil
    }
  }

  init(_ rename: Rename) {
    self.init(
      table: rename.table.spelling, column: rename.column?.spelling,
      newName: rename.newName.spelling, evidence: rename.evidence)
  }

  private static func parts(of name: String) -> [String] {
    name.split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
  }

  /// The rename in a dialect's names.
  func rename(in dialect: Dialect) -> Rename {
    Rename(
      table: Name(table, in: dialect), column: column.map { Name($0, in: dialect) },
      newName: Name(newName, in: dialect), evidence: evidence)
  }

  /// The old and the new name in full, for files and messages.
  package var names: (old: String, new: String) {
    guard let column else { return (table, newName) }
    return ("\(table).\(column)", "\(table).\(newName)")
  }
}

extension Name {
  /// A name as a dialect compares it.
  package init(_ spelling: String, in dialect: Dialect) {
    switch dialect {
    case .sqlite: self.init(folding: spelling)
    case .postgresql: self.init(exact: spelling)
    }
  }
}
