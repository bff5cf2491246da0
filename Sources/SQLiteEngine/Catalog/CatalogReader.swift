internal import Engine
internal import SchemaModel

/// Reads a database's schema with a fixed number of queries, however many tables there are.
struct CatalogReader {
  let connection: Connection

  /// - Throws: ``SQLiteFailure``, or ``DatabaseError/unsupportedObject(kind:name:)``.
  func schema() throws -> Schema {
    let master = try masterRows()
    let virtualNames = Set(try virtualTables())
    let columns = try columnFacts()
    let indexes = try indexes(master, columns: columns)
    let names = Set(columns.flatMap { [$0.key] + $0.value.map(\.name) })
    var tables: [Table] = []
    var objects: [SchemaObject] = []
    for row in master {
      switch row.type {
      case "table" where virtualNames.contains(Name(sqlite: row.name)):
        objects.append(row.object(.virtualTable, naming: names))
      case "table":
        let name = Name(sqlite: row.name)
        tables.append(try table(row, facts: columns[name] ?? [], indexes: indexes[name] ?? []))
      case "view": objects.append(row.object(.view, naming: names))
      case "trigger": objects.append(row.object(.trigger, naming: names))
      default: break
      }
    }
    return Schema(
      dialect: .sqlite, tables: tables.resolvingParentColumns(),
      objects: objects.sorted { ($0.kind.order, $0.name) < ($1.kind.order, $1.name) })
  }

  // MARK: Queries

  /// Everything but SQLite's own tables, shadow tables and the record.
  private func masterRows() throws -> [MasterRow] {
    try connection.query(
      """
      SELECT type, name, tbl_name, sql FROM sqlite_master
      WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND tbl_name <> '\(RecordEntry.tableName)'
        AND tbl_name NOT IN (
          SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow')
      ORDER BY name
      """
    ).map(MasterRow.init)
  }

  private func virtualTables() throws -> [Name] {
    try connection.query(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'virtual'"
    ).map { Name(sqlite: $0[0].text ?? "") }
  }

  private func columnFacts() throws -> [Name: [ColumnFacts]] {
    let rows = try connection.query(
      """
      SELECT m.name, c.name, c."notnull" FROM sqlite_master AS m, pragma_table_xinfo(m.name) AS c
      WHERE m.type = 'table' ORDER BY m.name, c.cid
      """)
    return Dictionary(grouping: rows) { Name(sqlite: $0[0].text ?? "") }
      .mapValues { $0.map(ColumnFacts.init) }
  }

  /// The indexes that have a statement of their own, by table.
  private func indexes(
    _ master: [MasterRow], columns: [Name: [ColumnFacts]]
  ) throws -> [Name: [Index]] {
    let rows = try connection.query(
      """
      SELECT m.name, c.desc, c.coll FROM sqlite_master AS m, pragma_index_xinfo(m.name) AS c
      WHERE m.type = 'index' AND m.sql IS NOT NULL AND c.key ORDER BY m.name, c.seqno
      """)
    let facts = Dictionary(grouping: rows) { Name(sqlite: $0[0].text ?? "") }
    var indexes: [Name: [Index]] = [:]
    for row in master where row.type == "index" {
      let table = Name(sqlite: row.table)
      let names = Set([table] + (columns[table]?.map(\.name) ?? []))
      guard let index = try? row.index(facts[Name(sqlite: row.name)] ?? [], naming: names) else {
        throw DatabaseError.unsupportedObject(kind: "index", name: row.name)
      }
      indexes[table, default: []].append(index)
    }
    return indexes
  }

  // MARK: Tables

  private func table(_ row: MasterRow, facts: [ColumnFacts], indexes: [Index]) throws -> Table {
    guard let declaration = try? ReadDeclarations.declaration(row.sql),
      declaration.columns.map(\.name) == facts.map(\.name)
    else { throw DatabaseError.unsupportedObject(kind: "table", name: row.name) }
    return Table(
      name: Name(sqlite: row.name),
      columns: zip(declaration.columns, facts).map { Column($0, isNullable: $1.isNullable) },
      constraints: declaration.resolvedConstraints,
      indexes: indexes,
      options: declaration.options,
      declaration: row.sql)
  }
}

extension [Table] {
  /// The tables with the parent's primary key where a foreign key names no columns.
  func resolvingParentColumns() -> [Table] {
    let keys = Dictionary(
      map { ($0.name, $0.primaryKey?.columns.map(\.name) ?? []) }, uniquingKeysWith: { $1 })
    return map { table in
      var table = table
      table.constraints = table.constraints.map { constraint in
        guard case .foreignKey(var key) = constraint.rule, key.parentColumns.isEmpty,
          let parentKey = keys[key.parent], parentKey.count == key.columns.count
        else { return constraint }
        key.parentColumns = parentKey
        return Constraint(name: constraint.name, rule: .foreignKey(key))
      }
      return table
    }
  }
}

/// What `PRAGMA table_xinfo` adds to a column's declaration.
private struct ColumnFacts {
  let name: Name
  let isNullable: Bool

  init(_ row: [SQLValue]) {
    name = Name(sqlite: row[1].text ?? "")
    isNullable = row[2].integer == 0
  }
}

extension Column {
  fileprivate init(_ declaration: ColumnDeclaration, isNullable: Bool) {
    self.init(
      name: declaration.name, type: declaration.type, isNullable: isNullable,
      nullConflict: declaration.nullConflict, defaultValue: declaration.defaultValue,
      collation: declaration.collation, generation: declaration.generation)
  }
}

extension TableDeclaration {
  /// The constraints, a primary key of the table told apart as another name of the row's number.
  ///
  /// <https://www.sqlite.org/lang_createtable.html#rowid>: a single column declared as exactly
  /// INTEGER, in a table that has row numbers.
  var resolvedConstraints: [Constraint] {
    allConstraints.map { constraint in
      guard case .primaryKey(var key) = constraint.rule else { return constraint }
      if constraints.contains(constraint), key.columns.count == 1 {
        let column = columns.first { $0.name == key.columns[0].name }
        key.isRowID = column?.type.key == "integer"
      }
      if options.contains(.withoutRowID) { key.isRowID = false }
      return Constraint(name: constraint.name, rule: .primaryKey(key))
    }
  }
}

extension SchemaObject.Kind {
  /// Virtual tables can be read by views, and triggers hang on views.
  fileprivate var order: Int {
    switch self {
    case .virtualTable: 0
    case .view: 1
    default: 2
    }
  }
}
