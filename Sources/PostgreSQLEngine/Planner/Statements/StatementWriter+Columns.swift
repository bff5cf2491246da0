internal import Engine
internal import SchemaModel

/// Columns, their defaults and the numbers of identity columns.
extension StatementWriter {
  func setDefault(of column: Column, _ table: Table, isOnly: Bool) -> Statement {
    alter(
      table,
      "ALTER COLUMN \(column.name.sql) SET DEFAULT \(column.defaultValue?.spelling ?? "NULL")",
      isOnly: isOnly)
  }

  func addition(of column: Column, to table: Table) -> [Statement] {
    let text = ColumnText(column, of: table, writer: self)
    return [alter(table, "ADD COLUMN \(text.declaration)")]
      + ColumnSettings(of: column, in: table).statements(from: nil)
      + text.identityPersistence
  }

  /// The numbers go on after those that rows have.
  func identityAddition(_ column: Column, _ table: Table) -> [Statement] {
    let text = ColumnText(column, of: table, writer: self)
    return [alter(table, "ALTER COLUMN \(column.name.sql) ADD \(text.identity)")]
      + IdentityChange.persistence(of: column, from: nil, in: table)
      + numbering(of: column, table)
  }

  func alteration(
    from old: Column, to new: Column, _ table: Table, of column: Column, id: Name
  ) -> [Statement] {
    var statements: [Statement] = []
    if old.generation != nil, new.generation == nil {
      statements.append(alter(table, "ALTER COLUMN \(new.name.sql) DROP EXPRESSION"))
    }
    let id = ElementID.column(new.name, of: table.name)
    if actions.retyped.contains(id) {
      let retyping = retyping(from: old, to: new, table)
      let identity =
        actions[id.with(.identity)] == .alter
        ? IdentityChange(from: old, to: new, table: table).statements() : []
      statements +=
        TypeName(new.type).isNarrower(than: TypeName(old.type))
        ? identity + retyping : retyping + identity
    }
    return statements + ColumnSettings(of: new, in: table).statements(from: old)
  }

  private func retyping(from old: Column, to new: Column, _ table: Table) -> [Statement] {
    let given = options.conversions[ColumnReference(table: table.name, column: new.name)]
    let using = (given ?? conversion(from: old, to: new, of: table)).map { " USING \($0)" } ?? ""
    let settings =
      given == nil ? CastSettings(from: TypeName(old.type), to: TypeName(new.type)).statements : []
    return settings + [
      alter(
        table, "ALTER COLUMN \(new.name.sql) TYPE \(new.typeAndCollation)\(using)",
        losing: lossesOfValues(from: old, to: new, of: table))
    ]
  }
}
