internal import Engine
internal import SchemaModel

/// What rows get: those of a table that is recreated, and the numbers that come after those there are.
extension StatementWriter {
  /// Copies the rows of a table that is recreated, and drops the old one.
  func copy(to table: Table) -> [Statement] {
    guard let old = base.table(named: table.name) else { return [] }
    let aside = Name(exact: table.name.spelling, in: Aside.schema(of: table.name).spelling)
    let numbers = table.columns.flatMap { numbering(of: $0, table) }
    let casts = rowConversion(to: table)?.drops ?? []
    return [copy(to: table, of: old, from: aside)] + numbers + casts + [
      Statement("DROP TABLE \(aside.sql)"),
      Statement("DROP SCHEMA \(Aside.schema(of: table.name).sql)"),
    ]
  }

  private func copy(to table: Table, of old: Table, from aside: Name) -> Statement {
    let copied = table.columns.filter { $0.generation == nil }.compactMap { column in
      value(of: column, in: table, from: old).map { (column.name.sql, $0) }
    }
    let overriding =
      table.columns.contains { $0.attributes[.identity] == "always" }
      ? " OVERRIDING SYSTEM VALUE" : ""
    let losses = table.columns.flatMap { column in
      old.column(named: column.name).map { lossesOfValues(from: $0, to: column, of: table) } ?? []
    }
    // Rows without a value that can be copied are counted all the same.
    let columns = copied.isEmpty ? "" : " (\(copied.map(\.0).joined(separator: ", ")))"
    let values = copied.isEmpty ? "" : " \(copied.map(\.1).joined(separator: ", "))"
    return Statement(
      """
      INSERT INTO \(table.name.sql)\(columns)\(overriding)
        SELECT\(values) FROM \(aside.sql)
      """, losing: losses)
  }

  /// - Returns: `nil` where the new table's default is to be taken.
  private func value(of column: Column, in table: Table, from old: Table) -> String? {
    guard let source = old.column(named: column.name) else {
      let reference = ColumnReference(table: table.name, column: column.name)
      if let backfill = options.backfills[reference] { return backfill }
      guard !column.isNullable, column.defaultValue == nil, options.usesPlaceholders,
        column.attributes[.identity] == nil
      else { return nil }
      return Placeholder(of: column.type.spelling, in: target).value
    }
    let given = options.conversions[ColumnReference(table: table.name, column: column.name)]
    return given ?? conversion(from: source, to: column, of: old) ?? column.name.sql
  }

  // MARK: Numbers

  /// What a new sequence of a column whose rows are there begins with.
  func numbering(of column: Column, _ table: Table) -> [Statement] {
    let succession = succession(of: column, table)
    guard succession.isEmpty, column.attributes[.identity] != nil else { return succession }
    return continuation(of: identitySequence(of: column, table), column, table)
  }

  func succession(of column: Column, _ table: Table) -> [Statement] {
    guard let succession = merging.successions.into(.column(column.name, of: table.name)) else {
      return []
    }
    let sequence =
      switch succession.new {
      case .identity: identitySequence(of: column, table)
      case .sequence(let sequence): sequence.name.sql.sqlLiteral
      }
    let isShared = merging.successions.isShared(succession.new.element)
    return [succession.continuation(of: sequence, column, table, isShared: isShared)]
  }

  func identitySequence(of column: Column, _ table: Table) -> String {
    let names = [table.name.sql, column.name.spelling].map(\.sqlLiteral)
    return "pg_get_serial_sequence(\(names.joined(separator: ", ")))"
  }

  func continuation(of sequence: String, _ column: Column, _ table: Table) -> [Statement] {
    guard base.table(named: table.name)?.column(named: column.name) != nil, table.holdsRows,
      TypeName(column.type).family == .number
    else { return [] }
    let highest = "max(\(column.name.sql))"
    let isInteger = ["smallint", "integer", "bigint"].contains(column.type.spelling)
    return [
      Statement(
        """
        SELECT setval(\(sequence), \(isInteger ? highest : "ceil(\(highest))::bigint")) \
        FROM \(table.name.sql) HAVING \(highest) > 0
        """)
    ]
  }
}
