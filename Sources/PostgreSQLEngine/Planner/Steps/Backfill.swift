internal import Engine
internal import SchemaModel

/// What existing rows get in a column that may not be NULL from now on.
struct Backfill {
  let column: Column
  let table: Table
  let options: PlanOptions

  init(_ column: Column, of table: Table, options: PlanOptions) {
    self.column = column
    self.table = table
    self.options = options
  }

  /// Whether rows are given a value by a statement of its own.
  var isNeeded: Bool {
    backfill != nil || (!hasOwnValue && options.usesPlaceholders && table.holdsRows)
  }

  /// Whether rows that are there get a value when the column is added.
  private var hasOwnValue: Bool {
    column.defaultValue != nil || column.generation != nil || column.attributes[.identity] != nil
  }

  private var backfill: String? {
    options.backfills[ColumnReference(table: table.name, column: column.name)]
  }

  /// The statements that leave no NULL in the column.
  func statements(in graph: DependencyGraph) -> [Statement] {
    var statements = fillings(in: graph)
    guard !statements.isEmpty else { return [] }
    // A row that this transaction has written before is checked at its end, and until then the server
    // refuses to alter the table.
    if table.foreignKeys.contains(where: \.isDeferred) {
      statements.append(Statement("SET CONSTRAINTS ALL IMMEDIATE"))
    }
    guard lacksIdentity(in: graph) else { return statements }
    let alter = "ALTER TABLE \(table.name.sql) REPLICA IDENTITY"
    return [Statement("\(alter) FULL")] + statements + [Statement("\(alter) DEFAULT")]
  }

  /// Whether the table may be published and has nothing by which a subscriber knows a row again: the
  /// server refuses to update its rows.
  private func lacksIdentity(in graph: DependencyGraph) -> Bool {
    table.attributes[.replicaIdentity] == nil
      && (table.primaryKey == nil || isInKey)
      && graph.elements.values.contains { $0.object?.kind == .publication }
  }

  private func fillings(in graph: DependencyGraph) -> [Statement] {
    guard table.holdsRows else { return [] }
    if let backfill { return [update(to: backfill)] }
    if column.defaultValue != nil { return [update(to: "DEFAULT")] }
    guard options.usesPlaceholders, column.generation == nil else { return [] }
    return [placeholder(in: graph)]
  }

  private func update(to value: String) -> Statement {
    let column = column.name.sql
    return Statement("UPDATE \(table.name.sql) SET \(column) = \(value) WHERE \(column) IS NULL")
  }

  // MARK: Made-up values

  private func placeholder(in graph: DependencyGraph) -> Statement {
    if let parent = parentColumn {
      return update(to: "(SELECT \(parent.column.sql) FROM \(parent.table.sql) ORDER BY 1 LIMIT 1)")
    }
    let type = Placeholder(of: column.type.spelling, in: graph)
    guard isInKey else { return update(to: type.value) }
    let (table, name) = (table.name.sql, column.name.sql)
    return Statement(
      """
      UPDATE \(table) SET \(name) = \(type.distinctValue)
        FROM (SELECT ctid AS row_id, row_number() OVER () AS number FROM \(table)) AS numbered
        WHERE \(table).ctid = numbered.row_id AND \(table).\(name) IS NULL
      """)
  }

  private var parentColumn: (table: Name, column: Name)? {
    for key in table.foreignKeys where key.columns == [column.name] {
      return key.parentColumns.first.map { (key.parent, $0) }
    }
    return nil
  }

  private var isInKey: Bool {
    table.constraints.contains { constraint in
      switch constraint.rule {
      case .primaryKey, .unique: constraint.rule.columns.contains(column.name)
      case .exclusion, .foreignKey, .check: false
      }
    }
      || table.indexes.contains { index in
        index.isUnique
          && index.elements.contains { Name(unquoting: $0.expression.spelling) == column.name }
      }
  }
}
