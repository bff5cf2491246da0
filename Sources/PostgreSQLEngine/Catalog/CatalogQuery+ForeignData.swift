internal import SchemaModel

extension CatalogQuery {
  static func foreignData(_ options: CatalogOptions) -> [CatalogQuery] {
    [wrappers, servers, userMappings(options)]
  }

  private static let wrappers = CatalogQuery(
    sql: """
      SELECT w.oid, w.fdwname, CASE WHEN w.fdwhandler <> 0 THEN w.fdwhandler::regproc END,
        CASE WHEN w.fdwvalidator <> 0 THEN w.fdwvalidator::regproc END,
        \(foreignOptions("w.fdwoptions"))
      FROM pg_foreign_data_wrapper w WHERE \(isNoMember("pg_foreign_data_wrapper", "w.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_foreign_data_wrapper", oid: row.text())
    let name = Name(exact: row.text())
    let clauses = [
      row.optional().map { " HANDLER \($0)" }, row.optional().map { " VALIDATOR \($0)" },
      row.optional().map { " OPTIONS (\($0))" },
    ].compactMap(\.self).joined()
    let declaration = "CREATE FOREIGN DATA WRAPPER \(name.sql)\(clauses)"
    assembly.add(
      SchemaObject(
        kind: .foreignDataWrapper, name: name, table: nil,
        definition: Expression(postgreSQL: declaration), declaration: declaration,
        removal: "DROP FOREIGN DATA WRAPPER \(name.sql)"), at: address,
      title: "foreign data wrapper \(name.sql)")
  }

  private static let servers = CatalogQuery(
    sql: """
      SELECT s.oid, s.srvname, quote_literal(s.srvtype), quote_literal(s.srvversion),
        quote_ident(w.fdwname), \(foreignOptions("s.srvoptions"))
      FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
      WHERE \(isNoMember("pg_foreign_server", "s.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_foreign_server", oid: row.text())
    let name = Name(exact: row.text())
    let clauses = [
      row.optional().map { " TYPE \($0)" }, row.optional().map { " VERSION \($0)" },
      " FOREIGN DATA WRAPPER \(row.text())", row.optional().map { " OPTIONS (\($0))" },
    ].compactMap(\.self).joined()
    let declaration = "CREATE SERVER \(name.sql)\(clauses)"
    assembly.add(
      SchemaObject(
        kind: .server, name: name, table: nil, definition: Expression(postgreSQL: declaration),
        declaration: declaration), at: address, title: "server \(name.sql)")
  }

  /// From the view that everybody may read; options of others are NULL there.
  private static func userMappings(_ options: CatalogOptions) -> CatalogQuery {
    let mappings =
      options.readsUserMappings
      ? """
      (SELECT m.oid AS umid, m.umuser, m.umoptions, s.srvname
        FROM pg_user_mapping m JOIN pg_foreign_server s ON s.oid = m.umserver)
      """ : "pg_user_mappings"
    return CatalogQuery(
      sql: """
        SELECT m.umid, coalesce(quote_ident(r.rolname), 'PUBLIC'), m.srvname,
          \(foreignOptions("m.umoptions"))
        FROM \(mappings) m LEFT JOIN pg_roles r ON r.oid = m.umuser
        WHERE \(isNoMember("pg_user_mapping", "m.umid"))
        """, read: readUserMapping)
  }

  private static func readUserMapping(_ row: inout CatalogRow, _ assembly: inout SchemaAssembly) {
    let address = CatalogAddress(catalog: "pg_user_mapping", oid: row.text())
    let user = row.text()
    let server = Name(exact: row.text())
    let title = "FOR \(user) SERVER \(server.sql)"
    let options = row.optional().map { " OPTIONS (\($0))" } ?? ""
    let declaration = "CREATE USER MAPPING \(title)\(options)"
    assembly.add(
      SchemaObject(
        kind: .userMapping, name: Name(exact: title), table: nil,
        definition: Expression(postgreSQL: declaration), declaration: declaration,
        removal: "DROP USER MAPPING \(title)"), at: address)
  }
}
