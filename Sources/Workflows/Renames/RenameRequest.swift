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
    case (2, 1), (2, 2), (3, 1), (3, 3):
      self.init(
        table: oldParts.dropLast().joined(separator: "."), column: oldParts.last,
        newName: newName, evidence: evidence)
    default: return nil
    }
  }

  init(_ rename: Rename) {
    self.init(
      table: rename.table.description, column: rename.column?.spelling,
      newName: rename.newName.spelling, evidence: rename.evidence)
  }

  private static func parts(of name: String) -> [String] {
    name.split(separator: ".", omittingEmptySubsequences: false).map { String($0) }
  }

  /// The rename in the names of a schema.
  ///
  /// What looks like a column may be a table with its namespace: `sales.users`.
  func rename(in schema: Schema) -> Rename {
    let table = Name(table, in: schema.dialect)
    let newName = Name(newName, in: schema.dialect)
    guard let column else {
      return Rename(table: table, column: nil, newName: newName, evidence: evidence)
    }
    let qualified = Name("\(self.table).\(column)", in: schema.dialect)
    guard schema.table(named: table) == nil, schema.table(named: qualified) != nil else {
      return Rename(
        table: table, column: Name(exact: column, as: schema.dialect),
        newName: Name(exact: self.newName, as: schema.dialect), evidence: evidence)
    }
    return Rename(
      table: qualified, column: nil, newName: Name(exact: self.newName, in: qualified.namespace),
      evidence: evidence)
  }

  /// The old and the new name in full, for files and messages.
  package var names: (old: String, new: String) {
    guard let column else { return (table, newName) }
    return ("\(table).\(column)", "\(table).\(newName)")
  }
}

extension Name {
  /// The name of a column, which may hold dots.
  fileprivate init(exact text: String, as dialect: Dialect) {
    switch dialect {
    case .sqlite: self.init(folding: text)
    case .postgresql: self.init(exact: text)
    }
  }
}
