internal import SchemaModel

extension CatalogQuery {
  /// The sequences of identity columns, which are parts of them, but have grants and comments of their
  /// own.
  static let identitySequences = CatalogQuery(
    sql: """
      SELECT c.oid, n.nspname, c.relname, d.refobjid, d.refobjsubid
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
          AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i'
      WHERE c.relkind = 'S' AND \(isUsers("n"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_class", oid: row.text())
    let namespace = row.text()
    let name = Name(row.text(), in: namespace)
    let column = CatalogAddress(catalog: "pg_class", oid: row.text(), column: row.text())
    guard let reference = assembly.reference(at: column) else { return }
    assembly.name(address, reference, title: "sequence \(name.sql)")
  }

  /// The sequences of identity columns are parts of their columns.
  static let sequences = CatalogQuery(
    sql: """
      SELECT c.oid, n.nspname, c.relname, c.relpersistence, format_type(s.seqtypid, NULL),
        s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle, d.refobjid,
        quote_ident(a.attname)
      FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
          AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
        LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
      WHERE \(isUsers("n")) AND d.deptype IS DISTINCT FROM 'i'
        AND \(isNoMember("pg_class", "c.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_class", oid: row.text())
    let namespace = row.text()
    let name = Name(row.text(), in: namespace)
    let isUnlogged = row.text() == "u"
    let type = row.text()
    let numbers = SequenceNumbers(&row, type: type)
    var attributes = numbers.attributes
    if isUnlogged { attributes["persistence"] = "unlogged" }
    let table = row.optional().flatMap {
      assembly.reference(at: CatalogAddress(catalog: "pg_class", oid: $0))
    }
    let column = row.optional()
    if let table, let column { attributes["owned by"] = "\(table.name.sql).\(column)" }
    let clauses = (type == "bigint" ? [] : ["AS \(type)"]) + numbers.options
    let declaration =
      "CREATE \(isUnlogged ? "UNLOGGED " : "")SEQUENCE \(name.sql)"
      + clauses.map { " \($0)" }.joined()
    assembly.add(
      SchemaObject(
        kind: .sequence, name: name, table: nil, attributes: attributes,
        definition: Expression("", key: ""), declaration: declaration), at: address,
      title: "sequence \(name.sql)")
  }
}
