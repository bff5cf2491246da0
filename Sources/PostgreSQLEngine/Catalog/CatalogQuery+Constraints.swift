internal import SchemaModel

extension CatalogQuery {
  private static func names(_ key: String, _ relation: String) -> String {
    """
    (SELECT string_agg(a.attname, chr(31) ORDER BY k.place)
      FROM unnest(\(key)) WITH ORDINALITY k(number, place)
      JOIN pg_attribute a ON a.attrelid = \(relation) AND a.attnum = k.number)
    """
  }

  /// What a partition or a child has from its parent is the parent's.
  ///
  /// A key that not all partitions have is told as one that is not valid, like its index.
  static let constraints = CatalogQuery(
    sql: """
      SELECT c.oid, c.conrelid, c.conname, c.contype,
        pg_get_constraintdef(c.oid) || CASE WHEN i.indisvalid IS FALSE THEN ' NOT VALID' ELSE '' END,
        array_to_string(x.reloptions, ', '), c.conislocal,
        \(names("c.conkey", "c.conrelid")), pn.nspname, p.relname,
        \(names("c.confkey", "c.confrelid")), c.confupdtype, c.confdeltype, c.condeferred,
        pg_get_expr(c.conbin, c.conrelid)
      FROM pg_constraint c
        LEFT JOIN pg_class p ON p.oid = c.confrelid LEFT JOIN pg_namespace pn ON pn.oid = p.relnamespace
        LEFT JOIN pg_index i ON i.indexrelid = c.conindid AND c.contype IN ('p', 'u', 'x')
        LEFT JOIN pg_class x ON x.oid = i.indexrelid
      WHERE c.contype IN ('c', 'f', 'p', 'u', 'x') AND c.conrelid <> 0 AND \(isLater("c.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_constraint", oid: row.text())
    let relation = row.text()
    guard let table = assembly.tables[relation]?.name else { return }
    let name = Name(exact: row.text())
    let kind = row.text()
    let text = row.text()
    let definition = Expression(
      postgreSQL: row.optional().map { KeyStorage.adding($0, to: text) } ?? text)
    assembly.name(
      address, ObjectReference(.constraint, name, of: table),
      title: "constraint \(name.sql) on \(table.sql)")
    guard row.bool() else { return }
    let constraint = Constraint(name: name, rule: rule(kind, &row), definition: definition)
    assembly.tables[relation]?.constraints.append(constraint)
  }

  /// That a column is not NULL is a constraint with a name from version 18 on; before, the server
  /// keeps no more of it than that.
  static func notNullConstraints(version: Int) -> [CatalogQuery] {
    guard version >= 180_000 else { return [] }
    return [
      CatalogQuery(
        sql: """
          SELECT c.oid, c.conrelid, a.attname, c.conname, c.conislocal, c.connoinherit,
            c.convalidated
          FROM pg_constraint c
            JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
          WHERE c.contype = 'n' AND c.conrelid <> 0 AND \(isLater("c.oid"))
          """, read: readNotNull)
    ]
  }

  private static func readNotNull(_ row: inout CatalogRow, _ assembly: inout SchemaAssembly) {
    let address = CatalogAddress(catalog: "pg_constraint", oid: row.text())
    let relation = row.text()
    let columnName = Name(exact: row.text())
    guard let table = assembly.tables[relation],
      let index = table.columns.firstIndex(where: { $0.name == columnName })
    else { return }
    let name = row.text()
    var column = table.columns[index]
    let (isLocal, isAlone, isValid) = (row.bool(), row.bool(), row.bool())
    if isLocal, name != column.usualNotNullName(in: table.name) {
      column.attributes["not null name"] = name
    }
    if isAlone { column.attributes["not null no inherit"] = "yes" }
    if !isValid { column.attributes["not null not valid"] = "yes" }
    assembly.tables[relation]?.columns[index] = column
    assembly.name(
      address, ObjectReference(.column, column.name, of: table.name),
      title: "constraint \(name.sqlIdentifier) on \(table.name.sql)")
  }

  private static func rule(_ kind: String, _ row: inout CatalogRow) -> Constraint.Rule {
    let columns = row.list().map { Name(exact: $0) }
    let keys = columns.map { KeyColumn(name: $0) }
    switch kind {
    case "p": return .primaryKey(PrimaryKey(columns: keys))
    case "u": return .unique(Unique(columns: keys))
    case "x": return .exclusion
    default: break
    }
    let namespace = row.text()
    let parent = row.text()
    guard kind == "c" else {
      return .foreignKey(
        ForeignKey(
          columns: columns, parent: Name(parent, in: namespace),
          parentColumns: row.list().map { Name(exact: $0) }, onUpdate: action(row.text()),
          onDelete: action(row.text()), isDeferred: row.bool()))
    }
    for _ in 0..<4 { _ = row.optional() }
    return .check(CheckConstraint(expression: Expression(postgreSQL: row.text())))
  }

  private static func action(_ letter: String) -> ForeignKey.Action {
    switch letter {
    case "r": .restrict
    case "c": .cascade
    case "n": .setNull
    case "d": .setDefault
    default: .noAction
    }
  }

  static func indexes(version: Int) -> CatalogQuery {
    CatalogQuery(
      sql: """
        SELECT i.indexrelid, i.indrelid, n.nspname, x.relname, con.oid, i.indisunique,
          pg_get_indexdef(i.indexrelid), pg_get_expr(i.indpred, i.indrelid), i.indisclustered,
          i.indisvalid,
          (SELECT h.inhparent::regclass::text FROM pg_inherits h WHERE h.inhrelid = i.indexrelid),
          (SELECT string_agg(pg_get_indexdef(i.indexrelid, k, true), chr(31) ORDER BY k)
            FROM generate_series(1, i.indnkeyatts) k),
          (SELECT string_agg((i.indoption[k - 1]::int & 1)::text, chr(31) ORDER BY k)
            FROM generate_series(1, i.indnkeyatts) k),
          (SELECT string_agg(a.attnum || ' ' || a.attstattarget, ', ' ORDER BY a.attnum)
            FROM pg_attribute a WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0)
        FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
          JOIN pg_namespace n ON n.oid = x.relnamespace
          LEFT JOIN pg_constraint con ON con.conindid = i.indexrelid
            AND con.conrelid = i.indrelid AND con.contype IN ('p', 'u', 'x')
        WHERE \(isUsers("n"))
        """,
      read: readIndex)
  }

  private static func readIndex(_ row: inout CatalogRow, _ assembly: inout SchemaAssembly) {
    let address = CatalogAddress(catalog: "pg_class", oid: row.text())
    let relation = row.text()
    guard let owner = assembly.relation(at: CatalogAddress(catalog: "pg_class", oid: relation))
    else { return }
    let namespace = row.text()
    let name = Name(row.text(), in: namespace)
    if let constraint = row.optional() {
      let constraint = CatalogAddress(catalog: "pg_constraint", oid: constraint)
      if let part = assembly.reference(at: constraint) {
        assembly.name(address, part, title: "index \(name.sql)")
      }
      if isClustered(&row) { assembly.tables[relation]?.attributes["cluster on"] = name.identifier }
      return
    }
    var index = index(named: name, on: owner.name, &row)
    let statistics = row.optional()
    if let statistics { index.attributes["statistics"] = statistics }
    if case .object = owner.kind {
      assembly.add(viewIndex(index, of: owner.name), at: address, title: "index \(name.sql)")
      return
    }
    assembly.tables[relation]?.indexes.append(index)
    assembly.name(
      address, ObjectReference(.index, name, of: owner.name), title: "index \(name.sql)")
  }

  /// Whether the table is clustered on the index of a key; the rest is the key's own.
  private static func isClustered(_ row: inout CatalogRow) -> Bool {
    (_, _, _) = (row.bool(), row.text(), row.optional())
    return row.bool()
  }

  private static func index(
    named name: Name, on relation: Name, _ row: inout CatalogRow
  ) -> Index {
    let isUnique = row.bool()
    let text = row.text()
    let predicate = row.optional().map { Expression(postgreSQL: $0) }
    var attributes: Attributes = [:]
    if row.bool() { attributes["clustered"] = "yes" }
    if !row.bool() { attributes["only"] = "yes" }
    let declaration = unqualified(text, name, isUnique, isOnly: attributes["only"] != nil)
    attributes["partition of"] = row.optional()
    let expressions = row.list()
    let elements = zip(expressions, row.list()).map { expression, isDescending in
      Index.Element(
        expression: Expression(postgreSQL: expression), isDescending: isDescending == "1")
    }
    return Index(
      name: name, isUnique: isUnique, elements: elements, predicate: predicate,
      declaration: declaration, definition: Expression(postgreSQL: declaration),
      attributes: attributes)
  }

  /// The server writes the table's schema even where that is the usual one, and `ONLY` for every
  /// index of a partitioned table.
  private static func unqualified(
    _ text: String, _ name: Name, _ isUnique: Bool, isOnly: Bool
  ) -> String {
    let head = "CREATE \(isUnique ? "UNIQUE " : "")INDEX \(name.identifier) ON "
    guard text.hasPrefix(head) else { return text }
    var rest = text.dropFirst(head.count)
    let only = "ONLY "
    let isPartitioned = rest.hasPrefix(only)
    if isPartitioned { rest = rest.dropFirst(only.count) }
    if rest.hasPrefix("public.") { rest = rest.dropFirst("public.".count) }
    return head + (isPartitioned && isOnly ? only : "") + rest
  }

  private static func viewIndex(_ index: Index, of view: Name) -> SchemaObject {
    var declaration = index.declaration
    if index.attributes["clustered"] != nil {
      declaration +=
        ";\nALTER MATERIALIZED VIEW \(view.sql) CLUSTER ON \(index.name.identifier)"
    }
    return SchemaObject(
      kind: .viewIndex, name: index.name, table: view, attributes: index.attributes,
      definition: Expression(postgreSQL: index.declaration), declaration: declaration)
  }
}
