internal import Engine
internal import SchemaModel

/// Writes the steps that can be made without a lock that writers wait for longer than a moment.
///
/// Each of these statements takes effect by itself; <https://www.postgresql.org/docs/current/> says
/// so of `CREATE INDEX CONCURRENTLY`, `VALIDATE CONSTRAINT` and `ADD CONSTRAINT USING INDEX`.
struct OnlineWriter {
  let writer: StatementWriter

  /// - Returns: `nil` where the step is no different from what it always is.
  func statements(for step: Step) -> [Statement]? {
    switch step.phase {
    case .create: writer.target[step.id].flatMap(creation)
    case .drop: writer.base[step.id].flatMap(removal)
    case .alter, .copyRows, .dropDisplaced: nil
    }
  }

  private func creation(of element: SchemaElement) -> [Statement]? {
    guard let table = element.table, isInUse(table) else { return nil }
    return switch element.content {
    case .index(let index, _): creation(of: index, on: table)
    case .constraint(let constraint, _): addition(of: constraint, to: table)
    case .notNull(let column, _): refusalOfNull(in: column, table)
    default: nil
    }
  }

  private func removal(of element: SchemaElement) -> [Statement]? {
    guard case .index(let index, let table) = element.content, isInUse(table), isPlain(table),
      index.attributes[.partitionOf] == nil
    else { return nil }
    return [Statement("DROP INDEX CONCURRENTLY \(index.name.sql)")]
  }

  /// Whether the table has rows that sessions read and write while the script runs.
  private func isInUse(_ table: Table) -> Bool {
    table.holdsRows && writer.base.table(named: table.name) != nil
      && !writer.actions[.table(table.name)].isDropped
  }

  private func isPlain(_ table: Table) -> Bool { table.attributes[.partitionBy] == nil }

  // MARK: Indexes

  private func creation(of index: Index, on table: Table) -> [Statement]? {
    guard isPlain(table), index.attributes[.partitionOf] == nil else { return nil }
    let keyword = index.isUnique ? "CREATE UNIQUE INDEX" : "CREATE INDEX"
    return writer.statements(for: .create(.index(index.name, of: table.name))).map { statement in
      guard statement.sql.hasPrefix(keyword) else { return statement }
      return Statement(
        keyword + " CONCURRENTLY" + statement.sql.dropFirst(keyword.count), notes: statement.notes)
    }
  }

  // MARK: Constraints

  private func addition(of constraint: Constraint, to table: Table) -> [Statement]? {
    guard let name = constraint.name, let definition = constraint.definition?.spelling,
      !definition.hasSuffix(" NOT VALID")
    else { return nil }
    switch constraint.rule {
    case .primaryKey: return keyByIndex(name, "PRIMARY KEY", definition, table)
    case .unique: return keyByIndex(name, "UNIQUE", definition, table)
    case .foreignKey where !isPlain(table), .exclusion: return nil
    case .check, .foreignKey:
      return [
        writer.alter(table, "ADD CONSTRAINT \(name.sql) \(definition) NOT VALID"),
        writer.alter(table, "VALIDATE CONSTRAINT \(name.sql)"),
      ]
    }
  }

  private func keyByIndex(
    _ name: Name, _ keyword: String, _ definition: String, _ table: Table
  ) -> [Statement]? {
    let columns = definition.dropFirst(keyword.count + 1)
    guard isPlain(table), definition.hasPrefix(keyword + " ("), columns.hasSuffix(")") else {
      return nil
    }
    return [
      Statement(
        "CREATE UNIQUE INDEX CONCURRENTLY \(name.identifier) ON \(table.name.sql) \(columns)"),
      writer.alter(
        table, "ADD CONSTRAINT \(name.identifier) \(keyword) USING INDEX \(name.identifier)"),
    ]
  }

  /// A check that is proved already spares `SET NOT NULL` the look at all rows.
  private func refusalOfNull(in column: Column, _ table: Table) -> [Statement]? {
    let plain = writer.statements(
      for: .create(ElementID.column(column.name, of: table.name).with(.notNull)))
    let check = table.name.sibling("_migrate_\(column.name.spelling)_not_null").identifier
    return plain.dropLast() + [
      writer.alter(
        table, "ADD CONSTRAINT \(check) CHECK (\(column.name.sql) IS NOT NULL) NOT VALID"),
      writer.alter(table, "VALIDATE CONSTRAINT \(check)"),
      writer.alter(
        table, "ALTER COLUMN \(column.name.sql) SET NOT NULL, DROP CONSTRAINT \(check)"),
    ]
  }
}
