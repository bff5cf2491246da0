internal import SchemaModel

extension CatalogQuery {
  /// How a trigger or rule fires where it is not as usual.
  private static func firing(_ letter: String) -> String? {
    ["D": "DISABLE", "R": "ENABLE REPLICA", "A": "ENABLE ALWAYS"][letter]
  }

  /// The triggers of a partition that come from its parent's, and fire at other times.
  static let partitionTriggers = CatalogQuery(
    sql: """
      SELECT t.oid, t.tgrelid, t.tgname, t.tgenabled, p.tgenabled
      FROM pg_trigger t JOIN pg_trigger p ON p.oid = t.tgparentid
        LEFT JOIN pg_constraint c ON c.oid = t.tgconstraint
      WHERE t.tgenabled <> p.tgenabled AND c.contype IS DISTINCT FROM 'f'
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_trigger", oid: row.text())
    let relation = CatalogAddress(catalog: "pg_class", oid: row.text())
    guard let table = assembly.reference(at: relation)?.name else { return }
    let name = Name(exact: row.text())
    let (state, usual) = (firing(row.text()) ?? "ENABLE", firing(row.text()) ?? "ENABLE")
    func statement(_ state: String) -> String {
      "ALTER TABLE \(table.sql) \(state) TRIGGER \(name.sql)"
    }
    assembly.add(
      SchemaObject(
        kind: .trigger, name: name, table: table,
        attributes: ["enabled": state.lowercased(), "of": "the parent"],
        definition: Expression("", key: ""), declaration: statement(state),
        removal: statement(usual)),
      at: address, title: "trigger \(name.sql) on \(table.sql)")
  }

  /// The triggers of a partition that come from its parent's are left out.
  static let triggers = CatalogQuery(
    sql: """
      SELECT t.oid, t.tgrelid, t.tgname, t.tgenabled, pg_get_triggerdef(t.oid, true)
      FROM pg_trigger t
      WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND \(isNoMember("pg_trigger", "t.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_trigger", oid: row.text())
    let relation = CatalogAddress(catalog: "pg_class", oid: row.text())
    guard let table = assembly.relation(at: relation)?.name else { return }
    let name = Name(exact: row.text())
    let state = firing(row.text())
    let text = row.text()
    var attributes: Attributes = [:]
    attributes["enabled"] = state?.lowercased()
    assembly.add(
      SchemaObject(
        kind: .trigger, name: name, table: table, attributes: attributes,
        definition: Expression(postgreSQL: text),
        declaration: text
          + (state.map { ";\nALTER TABLE \(table.sql) \($0) TRIGGER \(name.sql)" } ?? "")),
      at: address, title: "trigger \(name.sql) on \(table.sql)")
  }

  static let rules = CatalogQuery(
    sql: """
      SELECT r.oid, r.ev_class, r.rulename, r.ev_enabled, pg_get_ruledef(r.oid, true),
        r.rulename = '_RETURN'
      FROM pg_rewrite r WHERE \(isLater("r.oid")) AND \(isNoMember("pg_rewrite", "r.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_rewrite", oid: row.text())
    let relation = CatalogAddress(catalog: "pg_class", oid: row.text())
    guard let owner = assembly.relation(at: relation) else { return }
    let name = Name(exact: row.text())
    let state = firing(row.text())
    var text = row.text()
    // What a view selects is a rule to the server.
    guard !row.bool() else { return assembly.name(address, owner) }
    while text.hasSuffix(";") { text.removeLast() }
    var attributes: Attributes = [:]
    attributes["enabled"] = state?.lowercased()
    assembly.add(
      SchemaObject(
        kind: .rule, name: name, table: owner.name, attributes: attributes,
        definition: Expression(postgreSQL: text),
        declaration: text
          + (state.map { ";\nALTER TABLE \(owner.name.sql) \($0) RULE \(name.sql)" } ?? "")),
      at: address, title: "rule \(name.sql) on \(owner.name.sql)")
  }

  static let policies = CatalogQuery(
    sql: """
      SELECT p.oid, p.polrelid, p.polname, p.polcmd, p.polpermissive,
        (SELECT string_agg(CASE WHEN role = 0 THEN 'PUBLIC' ELSE role::regrole::text END, ', '
          ORDER BY role::regrole::text) FROM unnest(p.polroles) role),
        pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
      FROM pg_policy p WHERE \(isNoMember("pg_policy", "p.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_policy", oid: row.text())
    let relation = CatalogAddress(catalog: "pg_class", oid: row.text())
    guard let table = assembly.relation(at: relation)?.name else { return }
    let name = Name(exact: row.text())
    let commands = ["r": "SELECT", "a": "INSERT", "w": "UPDATE", "d": "DELETE"]
    var attributes: Attributes = [:]
    attributes["command"] = commands[row.text()]
    if !row.bool() { attributes["permissive"] = "no" }
    let roles = row.text()
    if roles != "PUBLIC" { attributes["roles"] = roles }
    // They are written as they are compared: what they are read back as may be printed otherwise.
    attributes["using"] = row.optional().map { Expression(postgreSQL: $0).key }
    attributes["check"] = row.optional().map { Expression(postgreSQL: $0).key }
    var declaration = "CREATE POLICY \(name.sql) ON \(table.sql)"
    if attributes["permissive"] != nil { declaration += " AS RESTRICTIVE" }
    if let command = attributes["command"] { declaration += " FOR \(command)" }
    if roles != "PUBLIC" { declaration += " TO \(roles)" }
    if let text = attributes["using"] { declaration += " USING (\(text))" }
    if let text = attributes["check"] { declaration += " WITH CHECK (\(text))" }
    assembly.add(
      SchemaObject(
        kind: .policy, name: name, table: table, attributes: attributes,
        definition: Expression("", key: ""), declaration: declaration), at: address,
      title: "policy \(name.sql) on \(table.sql)")
  }

  static let eventTriggers = CatalogQuery(
    sql: """
      SELECT e.oid, e.evtname, e.evtevent, e.evtenabled, e.evtfoid::regproc,
        (SELECT string_agg(quote_literal(tag), ', ') FROM unnest(e.evttags) tag)
      FROM pg_event_trigger e WHERE \(isNoMember("pg_event_trigger", "e.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_event_trigger", oid: row.text())
    let name = Name(exact: row.text())
    let event = row.text()
    let state = firing(row.text())
    let function = row.text()
    let tags = row.optional().map { "\n  WHEN TAG IN (\($0))" } ?? ""
    let declaration =
      "CREATE EVENT TRIGGER \(name.sql) ON \(event)\(tags)\n  EXECUTE FUNCTION \(function)()"
      + (state.map { ";\nALTER EVENT TRIGGER \(name.sql) \($0)" } ?? "")
    assembly.add(
      SchemaObject(
        kind: .eventTrigger, name: name, table: nil,
        definition: Expression(postgreSQL: declaration), declaration: declaration), at: address,
      title: "event trigger \(name.sql)")
  }

  static let statistics = CatalogQuery(
    sql: """
      SELECT s.oid, n.nspname, s.stxname, pg_get_statisticsobjdef(s.oid),
        CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget END
      FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace
      WHERE \(isUsers("n")) AND \(isNoMember("pg_statistic_ext", "s.oid"))
        AND \(isNoMember("pg_class", "s.stxrelid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_statistic_ext", oid: row.text())
    let namespace = row.text()
    let name = Name(row.text(), in: namespace)
    var declaration = row.text().withoutPublic(after: "CREATE STATISTICS ")
    if let target = row.optional() {
      declaration += ";\nALTER STATISTICS \(name.sql) SET STATISTICS \(target)"
    }
    assembly.add(
      SchemaObject(
        kind: .statistics, name: name, table: nil,
        definition: statistics(declaration), declaration: declaration), at: address,
      title: "statistics \(name.sql)")
  }

  /// The server names the columns in the order of the table's, which makes no difference.
  private static func statistics(_ declaration: String) -> Expression {
    let key = Expression(postgreSQL: declaration).key
    guard let start = key.firstRange(of: " ON ")?.upperBound,
      let end = key[start...].firstRange(of: " FROM ")?.lowerBound
    else { return Expression(declaration, key: key) }
    let columns = SQLList.elements(of: String(key[start..<end])).sorted()
    return Expression(
      declaration, key: key[..<start] + columns.joined(separator: ", ") + key[end...])
  }
}
