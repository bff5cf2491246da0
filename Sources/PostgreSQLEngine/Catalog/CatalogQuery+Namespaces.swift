internal import SchemaModel

extension CatalogQuery {
  static let namespaces = CatalogQuery(
    sql: """
      SELECT n.oid, n.nspname FROM pg_namespace n
      WHERE \(isUsers("n")) AND \(isNoMember("pg_namespace", "n.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_namespace", oid: row.text())
    let name = Name(exact: row.text())
    guard name.spelling != "public" else {
      let reference = ObjectReference(.object(.namespace), name)
      assembly.name(address, reference, title: "schema public")
      return
    }
    assembly.add(
      SchemaObject(
        kind: .namespace, name: name, table: nil, definition: Expression("", key: ""),
        declaration: "CREATE SCHEMA \(name.sql)"), at: address, title: "schema \(name.sql)")
  }

  /// `plpgsql` is there from the beginning.
  static let extensions = CatalogQuery(
    sql: """
      SELECT e.oid, e.extname, n.nspname FROM pg_extension e
        JOIN pg_namespace n ON n.oid = e.extnamespace
      WHERE \(isLater("e.oid"))
      """
  ) { row, assembly in
    let oid = row.text()
    let name = Name(exact: row.text())
    let namespace = row.text()
    let object = SchemaObject(
      kind: .fileExtension, name: name, table: nil, attributes: ["schema": namespace],
      definition: Expression("", key: ""),
      declaration: "CREATE EXTENSION \(name.sql) WITH SCHEMA \(namespace.sqlIdentifier)")
    assembly.add(
      object, at: CatalogAddress(catalog: "pg_extension", oid: oid),
      title: "extension \(name.sql)")
    if namespace != "public" {
      assembly.depend(
        object.reference, on: ObjectReference(.object(.namespace), Name(exact: namespace)))
    }
  }

  /// What depends on a part of an extension depends on the extension.
  static let extensionMembers = CatalogQuery(
    sql: """
      SELECT d.classid::regclass, d.objid, d.refobjid FROM pg_depend d
      WHERE d.deptype = 'e' AND d.refclassid = 'pg_extension'::regclass
        AND \(isLater("d.refobjid"))
      """
  ) { row, assembly in
    let member = CatalogAddress(catalog: row.text(), oid: row.text())
    let owner = CatalogAddress(catalog: "pg_extension", oid: row.text())
    if let reference = assembly.reference(at: owner) { assembly.name(member, reference) }
  }

  static let languages = CatalogQuery(
    sql: """
      SELECT l.oid, l.lanname, l.lanpltrusted, h.oid::regproc, i.oid::regproc, v.oid::regproc
      FROM pg_language l LEFT JOIN pg_proc h ON h.oid = l.lanplcallfoid
        LEFT JOIN pg_proc i ON i.oid = l.laninline LEFT JOIN pg_proc v ON v.oid = l.lanvalidator
      WHERE \(isLater("l.oid")) AND \(isNoMember("pg_language", "l.oid"))
      """
  ) { row, assembly in
    let oid = row.text()
    let name = Name(exact: row.text())
    let trusted = row.bool() ? "TRUSTED " : ""
    let handler = row.text()
    let clauses = [
      row.optional().map { " INLINE \($0)" }, row.optional().map { " VALIDATOR \($0)" },
    ]
    let declaration =
      "CREATE \(trusted)LANGUAGE \(name.sql) HANDLER \(handler)"
      + clauses.compactMap(\.self).joined()
    assembly.add(
      SchemaObject(
        kind: .language, name: name, table: nil, definition: Expression(postgreSQL: declaration),
        declaration: declaration), at: CatalogAddress(catalog: "pg_language", oid: oid),
      title: "language \(name.sql)")
  }

  static let accessMethods = CatalogQuery(
    sql: """
      SELECT a.oid, a.amname, a.amtype, a.amhandler::regproc FROM pg_am a
      WHERE \(isLater("a.oid")) AND \(isNoMember("pg_am", "a.oid"))
      """
  ) { row, assembly in
    let oid = row.text()
    let name = Name(exact: row.text())
    let kind = row.text() == "t" ? "TABLE" : "INDEX"
    let declaration = "CREATE ACCESS METHOD \(name.sql) TYPE \(kind) HANDLER \(row.text())"
    assembly.add(
      SchemaObject(
        kind: .accessMethod, name: name, table: nil,
        definition: Expression(postgreSQL: declaration), declaration: declaration),
      at: CatalogAddress(catalog: "pg_am", oid: oid), title: "access method \(name.sql)")
  }
}
