package import SchemaModel

/// A rename as people write it: `users.nickname` became `users.username`, `post` became `article`,
/// `leads` became `crm.leads`, `status.wip` became `status.busy`.
package struct RenameRequest: Hashable, Sendable {
  package var old: NamePath
  package var new: NamePath
  package var evidence: Rename.Evidence

  /// Reads the old and the new name; the new one may leave out what stays as it is before the last
  /// part.
  ///
  /// - Returns: `nil` where the two cannot belong together.
  package init?(
    from old: some StringProtocol, to new: some StringProtocol, evidence: Rename.Evidence
  ) {
    guard let old = NamePath(old), let new = NamePath(new), new.parts.count <= old.parts.count + 1
    else { return nil }
    self.old = old
    self.evidence = evidence
    let owner = old.parts.dropLast()
    if new.parts.count > 1 || owner.isEmpty {
      self.new = new
    } else if old.parts.last == new.parts.last {
      // A table that leaves its namespace for the usual one.
      self.new = NamePath(["public"] + new.parts)
    } else {
      self.new = NamePath(owner + new.parts)
    }
  }

  init(_ rename: Rename) {
    evidence = rename.evidence
    let owner = NamePath(rename.table)
    if let column = rename.column {
      old = owner.appending(column.spelling)
      new = owner.appending(rename.newName.spelling)
    } else {
      old = owner
      let leaves = rename.table.namespace != nil && rename.newName.namespace == nil
      new = leaves ? NamePath(["public", rename.newName.spelling]) : NamePath(rename.newName)
    }
  }

  /// What a person says to a question.
  package init(_ question: RenameQuestion, candidate: Name) {
    self.init(
      Rename(
        table: question.table, column: question.column, newName: candidate, evidence: .option))
  }

  /// The old and the new name in full, for files and messages.
  package var names: (old: String, new: String) { (old.description, new.description) }

  // MARK: In a schema

  /// The rename in the names of a schema.
  ///
  /// What looks like a column may be a label, or a table with its namespace: `sales.users`.
  func rename(in schema: Schema) -> Rename {
    let dialect = schema.dialect
    if let member = column(in: schema) ?? label(in: schema) { return member }
    let table = Name(old.parts, in: dialect)
    // What keeps its last part can only be a table that moves.
    let moves = old.parts.count == new.parts.count && old.parts.last == new.parts.last
    if !moves, !schema.has(nil, of: table), let member = unknownColumn(dialect) {
      return member
    }
    return Rename(
      table: table, column: nil, newName: Name(new.parts, in: dialect), evidence: evidence)
  }

  /// The rename in the names of the first schema that has the old one.
  func rename(in schemas: [Schema]) -> Rename {
    let readings = schemas.map(rename)
    let known = zip(readings, schemas).first { rename, schema in
      schema.has(rename.column, of: rename.table)
    }
    return known?.0 ?? readings[0]
  }

  private func column(in schema: Schema) -> Rename? {
    guard let rename = unknownColumn(schema.dialect), schema.columns(of: rename.table) != nil
    else { return nil }
    // Of two readings the one holds whose name is there.
    let isWhole = schema.has(nil, of: Name(old.parts, in: schema.dialect))
    return !isWhole || schema.has(rename.column, of: rename.table) ? rename : nil
  }

  private func unknownColumn(_ dialect: Dialect) -> Rename? {
    guard old.parts.count > 1, let column = old.parts.last, let newName = new.parts.last else {
      return nil
    }
    return Rename(
      table: Name(Array(old.parts.dropLast()), in: dialect), column: Name([column], in: dialect),
      newName: Name([newName], in: dialect), evidence: evidence)
  }

  /// The dots of a label need no quotes where it is there.
  private func label(in schema: Schema) -> Rename? {
    for count in 1..<max(old.parts.count, 1) {
      let owner = Array(old.parts.prefix(count))
      let type = Name(owner, in: schema.dialect)
      guard schema.enumeration(named: type) != nil else { continue }
      let newLabel = new.parts.starts(with: owner) ? new.parts.dropFirst(count) : new.parts[...]
      return Rename(
        table: type, column: Name(exact: old.parts.dropFirst(count).joined(separator: ".")),
        newName: Name(exact: newLabel.joined(separator: ".")), evidence: evidence)
    }
    return nil
  }
}

extension Name {
  /// A name of which a person has typed the parts, as a dialect compares it.
  fileprivate init(_ parts: [String], in dialect: Dialect) {
    switch dialect {
    case .sqlite: self.init(folding: parts.joined(separator: "."))
    case .postgresql:
      let namespace = parts.dropLast().joined(separator: ".")
      self.init(
        exact: parts.last ?? "", in: ["", "public"].contains(namespace) ? nil : namespace)
    }
  }
}
