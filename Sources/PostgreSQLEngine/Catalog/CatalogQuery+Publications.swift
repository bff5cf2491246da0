internal import SchemaModel

extension CatalogQuery {
  /// Column lists, row filters and whole schemas came with version 15.
  static func publications(version: Int) -> CatalogQuery {
    let schemas =
      version >= 150_000
      ? """
      (SELECT string_agg(quote_ident(n.nspname), ', ' ORDER BY n.nspname)
        FROM pg_publication_namespace x JOIN pg_namespace n ON n.oid = x.pnnspid
        WHERE x.pnpubid = p.oid)
      """ : "NULL"
    let columns =
      version >= 150_000
      ? """
      || coalesce((SELECT ' (' || string_agg(quote_ident(a.attname), ', ' ORDER BY k.place) || ')'
        FROM unnest(r.prattrs) WITH ORDINALITY k(number, place)
        JOIN pg_attribute a ON a.attrelid = r.prrelid AND a.attnum = k.number), '')
        || coalesce(' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')', '')
      """ : ""
    // Each child that is published has a row of its own.
    let only = """
      CASE WHEN EXISTS (SELECT FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhparent
        WHERE h.inhparent = r.prrelid AND c.relkind = 'r') THEN 'ONLY ' ELSE '' END
      """
    return CatalogQuery(
      sql: """
        SELECT p.oid, p.pubname, p.puballtables, p.pubviaroot,
          concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END,
            CASE WHEN p.pubupdate THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END,
            CASE WHEN p.pubtruncate THEN 'truncate' END),
          (SELECT string_agg(\(only) || r.prrelid::regclass::text \(columns), ', '
            ORDER BY r.prrelid::regclass::text) FROM pg_publication_rel r WHERE r.prpubid = p.oid),
          \(schemas), to_jsonb(p)->>'pubgencols' = 's'
        FROM pg_publication p
        """,
      read: readPublication)
  }

  private static func readPublication(_ row: inout CatalogRow, _ assembly: inout SchemaAssembly) {
    let address = CatalogAddress(catalog: "pg_publication", oid: row.text())
    let name = Name(exact: row.text())
    var attributes: Attributes = [:]
    if row.bool() { attributes["for all tables"] = "yes" }
    if row.bool() { attributes["via root"] = "yes" }
    let operations = row.text()
    if operations != "insert, update, delete, truncate" { attributes["publish"] = operations }
    attributes["tables"] = row.optional()
    attributes["schemas"] = row.optional()
    if row.bool() { attributes["generated columns"] = "stored" }
    let parts = [
      attributes["tables"].map { "TABLE \($0)" },
      attributes["schemas"].map { "TABLES IN SCHEMA \($0)" },
      attributes["for all tables"].map { _ in "ALL TABLES" },
    ].compactMap(\.self).joined(separator: ", ")
    let options = [
      attributes["publish"].map { "publish = \($0.sqlLiteral)" },
      attributes["via root"].map { _ in "publish_via_partition_root = true" },
      attributes["generated columns"].map { "publish_generated_columns = \($0)" },
    ].compactMap(\.self).joined(separator: ", ")
    let declaration =
      "CREATE PUBLICATION \(name.sql)" + (parts.isEmpty ? "" : " FOR \(parts)")
      + (options.isEmpty ? "" : " WITH (\(options))")
    assembly.add(
      SchemaObject(
        kind: .publication, name: name, table: nil, attributes: attributes,
        definition: Expression("", key: ""), declaration: declaration), at: address,
      title: "publication \(name.sql)")
  }

  /// That a table is published is a row of its own to the server.
  static func publicationMembers(version: Int) -> CatalogQuery {
    let schemas =
      version >= 150_000
      ? "UNION ALL SELECT 'pg_publication_namespace', oid, pnpubid FROM pg_publication_namespace"
      : ""
    return CatalogQuery(
      sql: "SELECT 'pg_publication_rel', oid, prpubid FROM pg_publication_rel \(schemas)"
    ) { row, assembly in
      let member = CatalogAddress(catalog: row.text(), oid: row.text())
      let publication = CatalogAddress(catalog: "pg_publication", oid: row.text())
      if let reference = assembly.reference(at: publication) { assembly.name(member, reference) }
    }
  }
}
