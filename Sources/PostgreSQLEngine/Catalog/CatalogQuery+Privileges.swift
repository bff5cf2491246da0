internal import SchemaModel

extension CatalogQuery {
  /// Grants that differ from what an object has by itself.
  ///
  /// An access list is compared with `acldefault` for the object's owner, as `pg_dump` does
  /// (<https://www.postgresql.org/docs/current/ddl-priv.html>).
  static let privileges = [objectPrivileges, columnPrivileges, defaultPrivileges]

  private static let lists = """
    SELECT 'pg_class' AS catalog, c.oid, c.relacl AS acl, c.relowner AS owner,
        CASE WHEN c.relkind = 'S' THEN 's' ELSE 'r' END::"char" AS kind
      FROM pg_class c WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
    UNION ALL SELECT 'pg_proc', p.oid, p.proacl, p.proowner, 'f' FROM pg_proc p
    UNION ALL SELECT 'pg_namespace', n.oid, n.nspacl, n.nspowner, 'n' FROM pg_namespace n
    UNION ALL SELECT 'pg_type', t.oid, t.typacl, t.typowner, 'T' FROM pg_type t
    UNION ALL SELECT 'pg_language', l.oid, l.lanacl, l.lanowner, 'l' FROM pg_language l
    UNION ALL SELECT 'pg_foreign_data_wrapper', w.oid, w.fdwacl, w.fdwowner, 'F'
      FROM pg_foreign_data_wrapper w
    UNION ALL SELECT 'pg_foreign_server', s.oid, s.srvacl, s.srvowner, 'S'
      FROM pg_foreign_server s
    """

  /// What has an owner and no access list.
  private static let owned = """
    SELECT 'pg_collation' AS catalog, oid, collowner AS owner FROM pg_collation
    UNION ALL SELECT 'pg_conversion', oid, conowner FROM pg_conversion
    UNION ALL SELECT 'pg_operator', oid, oprowner FROM pg_operator
    UNION ALL SELECT 'pg_opclass', oid, opcowner FROM pg_opclass
    UNION ALL SELECT 'pg_opfamily', oid, opfowner FROM pg_opfamily
    UNION ALL SELECT 'pg_statistic_ext', oid, stxowner FROM pg_statistic_ext
    UNION ALL SELECT 'pg_ts_dict', oid, dictowner FROM pg_ts_dict
    UNION ALL SELECT 'pg_ts_config', oid, cfgowner FROM pg_ts_config
    UNION ALL SELECT 'pg_event_trigger', oid, evtowner FROM pg_event_trigger
    UNION ALL SELECT 'pg_publication', oid, pubowner FROM pg_publication
    """

  /// The rows of an access list and its default that are in one of them only, as text.
  private static func difference(_ acl: String, _ usual: String) -> String {
    func rows(_ list: String) -> String {
      """
      SELECT CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE x.grantee::regrole::text END,
        x.privilege_type, x.is_grantable FROM aclexplode(\(list)) x
      """
    }
    func lines(_ one: String, _ other: String) -> String {
      """
      (SELECT string_agg(concat_ws(chr(30), d.grantee, d.privilege, d.grantable), chr(31)
        ORDER BY d.grantee, d.privilege)
        FROM (\(rows(one)) EXCEPT \(rows(other))) d(grantee, privilege, grantable))
      """
    }
    return "\(lines(acl, usual)), \(lines(usual, acl))"
  }

  /// What an extension has brought, and the database grants otherwise than its script.
  static let grantedMembers = CatalogQuery(
    sql: """
      SELECT a.catalog, a.oid, a.title, d.refobjid
      FROM (
        SELECT 'pg_class' AS catalog, c.oid, c.relacl AS acl, CASE c.relkind WHEN 'S' THEN 'sequence '
          WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' WHEN 'f' THEN 'foreign table '
          ELSE 'table ' END || c.oid::regclass AS title FROM pg_class c
        UNION ALL SELECT 'pg_proc', p.oid, p.proacl, CASE p.prokind WHEN 'p' THEN 'procedure '
          WHEN 'a' THEN 'aggregate ' ELSE 'function ' END || p.oid::regprocedure FROM pg_proc p
        UNION ALL SELECT 'pg_namespace', n.oid, n.nspacl, 'schema ' || quote_ident(n.nspname)
          FROM pg_namespace n
        UNION ALL SELECT 'pg_type', t.oid, t.typacl, 'type ' || t.oid::regtype FROM pg_type t
        UNION ALL SELECT 'pg_language', l.oid, l.lanacl, 'language ' || quote_ident(l.lanname)
          FROM pg_language l
        UNION ALL SELECT 'pg_foreign_data_wrapper', w.oid, w.fdwacl,
          'foreign data wrapper ' || quote_ident(w.fdwname) FROM pg_foreign_data_wrapper w
      ) a
        JOIN pg_depend d ON d.classid = a.catalog::regclass AND d.objid = a.oid
          AND d.objsubid = 0 AND d.deptype = 'e'
        LEFT JOIN pg_init_privs i ON i.classoid = d.classid AND i.objoid = a.oid
          AND i.objsubid = 0
      WHERE a.acl IS DISTINCT FROM i.initprivs AND \(isLater("d.refobjid"))
      """
  ) { row, assembly in
    let member = CatalogAddress(catalog: row.text(), oid: row.text())
    let title = row.text()
    let owner = CatalogAddress(catalog: "pg_extension", oid: row.text())
    if let reference = assembly.reference(at: owner) {
      assembly.name(member, reference, title: title)
    }
  }

  /// What an extension's own script grants is the extension's.
  private static let objectPrivileges = CatalogQuery(
    sql: """
      SELECT a.catalog, a.oid, 0,
        \(difference("coalesce(a.acl, acldefault(a.kind, a.owner))", "coalesce(i.initprivs, acldefault(a.kind, a.owner))"))
      FROM (\(lists)) a LEFT JOIN pg_init_privs i ON i.classoid = a.catalog::regclass
        AND i.objoid = a.oid AND i.objsubid = 0
      WHERE a.acl IS NOT NULL OR i.initprivs IS NOT NULL
      """, read: readPrivileges)

  private static let columnPrivileges = CatalogQuery(
    sql: """
      SELECT 'pg_class', a.attrelid, a.attnum, \(difference("a.attacl", "acldefault('c', c.relowner)"))
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      WHERE a.attacl IS NOT NULL AND \(isLater("a.attrelid"))
      """, read: readPrivileges)

  private static func readPrivileges(_ row: inout CatalogRow, _ assembly: inout SchemaAssembly) {
    let address = CatalogAddress(catalog: row.text(), oid: row.text(), column: row.text())
    let given = row.list().map(Grant.init)
    let taken = row.list().map(Grant.init)
    guard let title = assembly.titles[address], let owner = assembly.references[address],
      !(given + taken).isEmpty
    else { return }
    let target = Grant.Target(title)
    add(
      named: title, given, taken, &assembly, dependency: owner,
      grant: { target.clause(of: $0) }, prefix: "")
  }

  private static func add(
    named title: String, _ given: [Grant], _ taken: [Grant], _ assembly: inout SchemaAssembly,
    dependency: ObjectReference?, grant: (String) -> String, prefix: String
  ) {
    func text(_ grants: [Grant], gives: Bool) -> [String] {
      grants.map { $0.statement(gives: gives, on: grant($0.privilege), prefix: prefix) }
    }
    var attributes: Attributes = [:]
    for grant in given { attributes["+\(grant.grantee)", default: ""] += grant.summary }
    for grant in taken { attributes["-\(grant.grantee)", default: ""] += grant.summary }
    let object = SchemaObject(
      kind: prefix.isEmpty ? .privileges : .defaultPrivileges, name: Name(exact: title),
      table: nil, attributes: attributes, definition: Expression("", key: ""),
      declaration: (text(taken, gives: false) + text(given, gives: true)).joined(separator: ";\n"),
      removal: (text(given, gives: false) + text(taken, gives: true)).joined(separator: ";\n"))
    assembly.add(object, at: CatalogAddress(catalog: object.kind.rawValue, oid: title))
    if let dependency { assembly.depend(object.reference, on: dependency) }
  }

  private static let defaultPrivileges = CatalogQuery(
    sql: """
      SELECT d.defaclrole::regrole, d.defaclnamespace, quote_ident(n.nspname),
        CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES'
          WHEN 'f' THEN 'FUNCTIONS' WHEN 'T' THEN 'TYPES' WHEN 'n' THEN 'SCHEMAS'
          ELSE 'LARGE OBJECTS' END,
        \(difference(
          "d.defaclacl",
          """
          CASE WHEN d.defaclnamespace = 0 THEN acldefault(
            CASE WHEN d.defaclobjtype = 'S' THEN 's' ELSE d.defaclobjtype END, d.defaclrole)
            END
          """))
      FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
      WHERE \(isNoMember("pg_default_acl", "d.oid"))
      """
  ) { row, assembly in
    let role = row.text()
    let namespace = CatalogAddress(catalog: "pg_namespace", oid: row.text())
    let schema = row.optional().map { " IN SCHEMA \($0)" } ?? ""
    let objects = row.text()
    let given = row.list().map(Grant.init)
    let taken = row.list().map(Grant.init)
    add(
      named: "FOR ROLE \(role)\(schema) ON \(objects)", given, taken, &assembly,
      dependency: assembly.reference(at: namespace), grant: { "\($0) ON \(objects)" },
      prefix: "ALTER DEFAULT PRIVILEGES FOR ROLE \(role)\(schema) ")
  }

  static let owners: [CatalogQuery] = [
    CatalogQuery(
      sql: """
        SELECT a.catalog, a.oid, a.owner::regrole
        FROM (SELECT catalog, oid, owner, kind FROM (\(lists)) l
          UNION ALL SELECT catalog, oid, owner, '' FROM (\(owned)) o) a
        WHERE a.owner <> (SELECT oid FROM pg_roles WHERE rolname = current_user)
          AND \(isLater("a.oid"))
          -- A sequence that belongs to a column has the table's owner.
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE a.kind = 's' AND d.objid = a.oid
            AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
            AND d.deptype IN ('a', 'i'))
        """
    ) { row, assembly in
      let address = CatalogAddress(catalog: row.text(), oid: row.text())
      let role = row.text()
      guard let title = assembly.titles[address], let owner = assembly.references[address] else {
        return
      }
      let object = SchemaObject(
        kind: .owner, name: Name(exact: title), table: nil,
        definition: Expression(postgreSQL: role),
        declaration: "ALTER \(title.withUppercaseKind) OWNER TO \(role)",
        removal: "ALTER \(title.withUppercaseKind) OWNER TO CURRENT_USER")
      assembly.add(object, at: CatalogAddress(catalog: "owner", oid: title))
      assembly.depend(object.reference, on: owner)
    }
  ]
}

/// A privilege that a role has, or has not though it would by itself.
struct Grant {
  let grantee: String
  let privilege: String
  let isGrantable: Bool

  /// Parts that the query joined with U+001E, the record separator.
  init(_ text: String) {
    let parts = text.split(separator: "\u{1E}", omittingEmptySubsequences: false)
    grantee = String(parts[0])
    privilege = parts.count > 1 ? String(parts[1]) : ""
    isGrantable = parts.count > 2 && parts[2] == "t"
  }

  var summary: String { " \(privilege)\(isGrantable ? "*" : "")" }

  func statement(gives: Bool, on clause: String, prefix: String) -> String {
    gives
      ? "\(prefix)GRANT \(clause) TO \(grantee)\(isGrantable ? " WITH GRANT OPTION" : "")"
      : "\(prefix)REVOKE \(clause) FROM \(grantee)"
  }

  /// What `GRANT … ON` calls a thing.
  struct Target {
    private let title: String

    init(_ title: String) { self.title = title }

    func clause(of privilege: String) -> String {
      if title.hasPrefix("column ") {
        let path = title.dropFirst("column ".count)
        let end = Self.lastDot(in: path)
        return "\(privilege) (\(path[path.index(after: end)...])) ON TABLE \(path[..<end])"
      }
      if title.hasPrefix("aggregate ") { return "\(privilege) ON FUNCTION \(aggregate)" }
      for (kind, word) in [
        ("foreign table ", "TABLE "), ("materialized view ", "TABLE "), ("view ", "TABLE "),
        ("server ", "FOREIGN SERVER "),
      ] where title.hasPrefix(kind) {
        return "\(privilege) ON \(word)\(title.dropFirst(kind.count))"
      }
      return "\(privilege) ON \(title.withUppercaseKind)"
    }

    /// An aggregate as a function of all its arguments.
    private var aggregate: String {
      String(title.dropFirst("aggregate ".count)).replacing("(ORDER BY ", with: "(")
        .replacing(" ORDER BY ", with: ", ").replacing("(*)", with: "()")
    }

    /// The dot before the column, outside of quotes.
    private static func lastDot(in path: Substring) -> Substring.Index {
      var isQuoted = false
      var dot = path.startIndex
      for index in path.indices {
        if path[index] == "\"" { isQuoted.toggle() }
        if path[index] == ".", !isQuoted { dot = index }
      }
      return dot
    }
  }
}
