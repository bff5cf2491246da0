extension [Rename] {
  /// The renames with those of names that are the same to the engine, but are spelled in another
  /// case: programs that read rows by the names of columns notice.
  ///
  /// - Parameters:
  ///   - base: the schema in which the old names are.
  ///   - target: the schema that tells how the new names are spelled.
  package func spelled(from base: Schema, to target: Schema) -> [Rename] {
    var renames = map { $0.spelled(as: target, among: self) }
    for table in base.tables {
      guard let new = target.table(named: table.name, before: self) else { continue }
      if table.name.isSpelled(otherwiseThan: new.name), !contains(where: { $0.isOf(table) }) {
        renames.append(
          Rename(table: table.name, column: nil, newName: new.name, evidence: .spelling))
      }
      let own = filter { $0.column != nil && $0.table == table.name }
      renames += table.respelledColumns(in: new, besides: own)
    }
    return renames
  }
}

extension Rename {
  /// Whether the two names are the same to the engine.
  package var isRespelling: Bool {
    (column ?? table) == newName && (column ?? table).isSpelled(otherwiseThan: newName)
  }

  /// Whether it is a table that is renamed, and this one.
  fileprivate func isOf(_ table: Table) -> Bool { column == nil && self.table == table.name }

  fileprivate func spelled(as target: Schema, among renames: [Rename]) -> Rename {
    var rename = self
    if column == nil {
      rename.newName = target.table(named: newName)?.name ?? newName
    } else if let table = target.table(named: table, before: renames) {
      rename.newName = table.column(named: newName)?.name ?? newName
    }
    return rename
  }
}

extension Schema {
  /// The table that one of that name has become; `nil` where it has made room for another.
  fileprivate func table(named name: Name, before renames: [Rename]) -> Table? {
    let tables = renames.filter { $0.column == nil }
    if let rename = tables.first(where: { $0.table == name }) {
      return table(named: rename.newName)
    }
    return tables.contains { $0.newName == name } ? nil : table(named: name)
  }
}

extension Table {
  /// - Parameter renames: those of columns of this table, which say what became of these.
  fileprivate func respelledColumns(in new: Table, besides renames: [Rename]) -> [Rename] {
    columns.compactMap { column in
      guard let other = new.column(named: column.name),
        column.name.isSpelled(otherwiseThan: other.name),
        !renames.contains(where: { $0.column == column.name || $0.newName == column.name })
      else { return nil }
      return Rename(table: name, column: column.name, newName: other.name, evidence: .spelling)
    }
  }
}

extension Name {
  package func isSpelled(otherwiseThan other: Name) -> Bool {
    !spelling.hasSameBytes(as: other.spelling)
  }
}
