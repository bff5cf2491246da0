internal import Engine
internal import SchemaModel

extension CatalogQuery {
  static let tables = CatalogQuery(
    sql: """
      SELECT c.oid, n.nspname, c.relname, c.relkind, c.relpersistence, c.reltype,
        pg_get_partkeydef(c.oid), c.relispartition, pg_get_expr(c.relpartbound, c.oid),
        (SELECT string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno)
          FROM pg_inherits i WHERE i.inhrelid = c.oid),
        nullif(concat_ws(', ', array_to_string(c.reloptions, ', '),
          (SELECT string_agg('toast.' || o, ', ') FROM pg_class t, unnest(t.reloptions) o
            WHERE t.oid = c.reltoastrelid)), ''),
        CASE WHEN am.amname <> 'heap' THEN quote_ident(am.amname) END,
        c.relrowsecurity, c.relforcerowsecurity,
        CASE WHEN c.relkind = 'f' THEN NULL WHEN c.relreplident = 'f' THEN 'full'
          WHEN c.relreplident = 'n' THEN 'nothing' WHEN c.relreplident = 'i' THEN (SELECT 'index ' || quote_ident(ic.relname) FROM pg_index i
            JOIN pg_class ic ON ic.oid = i.indexrelid
            WHERE i.indrelid = c.oid AND i.indisreplident) END,
        CASE WHEN c.reloftype <> 0 THEN c.reloftype::regtype::text END,
        quote_ident(s.srvname), \(foreignOptions("f.ftoptions"))
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_am am ON am.oid = c.relam
        LEFT JOIN pg_foreign_table f ON f.ftrelid = c.oid
        LEFT JOIN pg_foreign_server s ON s.oid = f.ftserver
      WHERE c.relkind IN ('r', 'p', 'f') AND \(isUsers("n")) AND \(isNoMember("pg_class", "c.oid"))
        AND NOT (n.nspname = 'public'
          AND c.relname IN ('\(RecordEntry.tableName)', '\(RecordEntry.censusTableName)'))
      """
  ) { row, assembly in
    let oid = row.text()
    let namespace = row.text()
    let name = Name(row.text(), in: namespace)
    let kind = row.text()
    var attributes: Attributes = [:]
    if kind == "f" { attributes["kind"] = "foreign table" }
    if row.text() == "u" { attributes["persistence"] = "unlogged" }
    let rowType = row.text()
    attributes["partition by"] = row.optional()
    let isPartition = row.bool()
    attributes["bound"] = row.optional()
    attributes[isPartition ? "partition of" : "inherits"] = row.optional()
    attributes["with"] = row.optional()
    attributes["access method"] = row.optional()
    if row.bool() { attributes["row security"] = "enabled" }
    if row.bool() { attributes["force row security"] = "enabled" }
    attributes["replica identity"] = row.optional()
    attributes["of type"] = row.optional()
    attributes["server"] = row.optional()
    attributes["options"] = row.optional()
    assembly.tables[oid] = Table(name: name, columns: [], attributes: attributes)
    let reference = ObjectReference(.table, name)
    let title = kind == "f" ? "foreign table" : "table"
    assembly.name(
      CatalogAddress(catalog: "pg_class", oid: oid), reference, title: "\(title) \(name.sql)")
    assembly.name(CatalogAddress(catalog: "pg_type", oid: rowType), reference)
  }

  static let views = CatalogQuery(
    sql: """
      SELECT c.oid, n.nspname, c.relname, c.relkind, c.reltype, pg_get_viewdef(c.oid),
        array_to_string(c.reloptions, ', '),
        CASE WHEN am.amname <> 'heap' THEN quote_ident(am.amname) END
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_am am ON am.oid = c.relam
      WHERE c.relkind IN ('v', 'm') AND \(isUsers("n")) AND \(isNoMember("pg_class", "c.oid"))
      """
  ) { row, assembly in
    let oid = row.text()
    let namespace = row.text()
    let name = Name(row.text(), in: namespace)
    let kind: SchemaObject.Kind = row.text() == "m" ? .materializedView : .view
    let rowType = row.text()
    var query = row.text()
    while query.hasSuffix(";") || query.hasSuffix("\n") { query.removeLast() }
    var attributes: Attributes = [:]
    attributes["with"] = row.optional()
    attributes["access method"] = row.optional()
    let method = attributes["access method"].map { " USING \($0)" } ?? ""
    let options = attributes["with"].map { " WITH (\($0))" } ?? ""
    let object = SchemaObject(
      kind: kind, name: name, table: nil, attributes: attributes,
      definition: Expression(postgreSQL: query),
      declaration:
        "CREATE \(kind.rawValue.uppercased()) \(name.sql)\(method)\(options) AS\n\(query)")
    assembly.add(
      object, at: CatalogAddress(catalog: "pg_class", oid: oid),
      title: "\(kind.rawValue) \(name.sql)")
    assembly.name(CatalogAddress(catalog: "pg_type", oid: rowType), object.reference)
  }

  static func columns(version: Int) -> CatalogQuery {
    let compression =
      version >= 140_000
      ? "CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END" : "NULL"
    // The sequence of a table that is not logged is not logged either from version 15 on.
    let persistence =
      version >= 150_000
      ? "CASE WHEN sc.relpersistence <> c.relpersistence THEN sc.relpersistence END" : "NULL"
    return CatalogQuery(
      sql: """
        SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
          d.oid, pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated,
          CASE WHEN a.attcollation <> t.typcollation THEN cn.nspname END, co.collname,
          CASE WHEN a.attstorage <> t.typstorage THEN
            CASE a.attstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main'
              ELSE 'extended' END END,
          \(compression), CASE WHEN a.attstattarget >= 0 THEN a.attstattarget END,
          (SELECT string_agg(o.text, ', ' ORDER BY o.place)
            FROM unnest(a.attoptions) WITH ORDINALITY o(text, place)
            WHERE o.text NOT LIKE 'pg\\_attver=%'), \(foreignOptions("a.attfdwoptions")),
          a.attislocal, a.attinhcount > 0, sc.oid, sc.relname, \(persistence),
          s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle, c.relname
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
          JOIN pg_namespace n ON n.oid = c.relnamespace
          JOIN pg_type t ON t.oid = a.atttypid
          LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
          LEFT JOIN pg_collation co ON co.oid = a.attcollation
          LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
          LEFT JOIN pg_depend i ON a.attidentity <> '' AND i.refclassid = 'pg_class'::regclass
            AND i.refobjid = a.attrelid AND i.refobjsubid = a.attnum AND i.deptype = 'i'
            AND i.classid = 'pg_class'::regclass
          LEFT JOIN pg_class sc ON sc.oid = i.objid
          LEFT JOIN pg_sequence s ON s.seqrelid = i.objid
        WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c')
          AND \(isUsers("n"))
        ORDER BY a.attrelid, a.attnum
        """,
      read: readColumn)
  }

  private static func readColumn(_ row: inout CatalogRow, _ assembly: inout SchemaAssembly) {
    let relation = row.text()
    let owner = CatalogAddress(catalog: "pg_class", oid: relation)
    guard let reference = assembly.relation(at: owner) else { return }
    let number = row.text()
    var column = Column(
      name: Name(exact: row.text()), type: Expression(postgreSQL: row.text()),
      isNullable: !row.bool())
    let defaultID = row.optional()
    let expression = row.optional().map { Expression(postgreSQL: $0) }
    let identity = row.text()
    if let kind = row.optional(), !kind.isEmpty, let expression {
      column.generation = Column.Generation(expression: expression, isStored: kind == "s")
    } else {
      column.defaultValue = expression
    }
    let collationNamespace = row.optional()
    let collation = row.optional()
    column.collation = collationNamespace.map { Name(collation ?? "", in: $0) }
    column.attributes["storage"] = row.optional()
    column.attributes["compression"] = row.optional()
    column.attributes["statistics"] = row.optional()
    column.attributes["options"] = row.optional()
    column.attributes["foreign options"] = row.optional()
    let isLocal = row.bool()
    if row.bool() { column.attributes["inherited"] = isLocal ? "yes, and local" : "yes" }
    let table = reference.name
    if !identity.isEmpty {
      column.attributes["identity"] = identity == "a" ? "always" : "by default"
      let sequence = row.text()
      let name = row.text()
      column.attributes["identity persistence"] = row.optional().map {
        $0 == "u" ? "unlogged" : "logged"
      }
      column.attributes["identity sequence"] = identityOptions(&row, name, of: column)
      assembly.name(
        CatalogAddress(catalog: "pg_class", oid: sequence),
        ObjectReference(.column, column.name, of: table))
    }
    assembly.columns[relation, default: []].append((number, column))
    place(column, in: relation, reference, &assembly)
    let part = ObjectReference(.column, column.name, of: table)
    assembly.name(
      CatalogAddress(catalog: "pg_class", oid: relation, column: number), part,
      title: "column \(table.sql).\(column.name.sql)")
    if let defaultID {
      assembly.name(
        CatalogAddress(catalog: "pg_attrdef", oid: defaultID),
        ObjectReference(.columnDefault, column.name, of: table))
    }
  }

  private static func place(
    _ column: Column, in relation: String, _ reference: ObjectReference,
    _ assembly: inout SchemaAssembly
  ) {
    guard case .object(let kind) = reference.kind else {
      assembly.tables[relation]?.columns.append(column)
      return
    }
    assembly.alter(reference) { object in
      object.columns.append(column)
      if kind == .compositeType {
        let attributes = object.columns.map { "\($0.name.sql) \($0.typeAndCollation)" }
        object.declaration =
          "CREATE TYPE \(reference.name.typeSQL) AS (\(attributes.joined(separator: ", ")))"
      }
      let name = "\(kind.rawValue.uppercased()) \(reference.name.sql)"
      let column = column.name.sql
      guard let added = object.columns.last else { return }
      if let value = added.defaultValue {
        object.declaration += ";\nALTER \(name) ALTER COLUMN \(column) SET DEFAULT \(value)"
      }
      if let target = added.attributes["statistics"], kind == .materializedView {
        object.declaration += ";\nALTER \(name) ALTER COLUMN \(column) SET STATISTICS \(target)"
      }
      if let storage = added.attributes["storage"], kind == .materializedView {
        object.declaration +=
          ";\nALTER \(name) ALTER COLUMN \(column) SET STORAGE \(storage.uppercased())"
      }
    }
  }

  /// The options that an identity column's sequence would not have by itself.
  private static func identityOptions(
    _ row: inout CatalogRow, _ name: String, of column: Column
  ) -> String? {
    let numbers = SequenceNumbers(&row, type: column.type.spelling)
    let usual = "\(row.text())_\(column.name.spelling)_seq"
    var options = numbers.options
    // A name that is too long is cut by the server, in a way of its own.
    if usual.utf8.count < 64, name != usual {
      options.insert("SEQUENCE NAME \(name.sqlIdentifier)", at: 0)
    }
    return options.isEmpty ? nil : options.joined(separator: " ")
  }
}
