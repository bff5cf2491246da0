internal import SchemaModel

extension CatalogQuery {
  static let operators = [operatorParts, operatorFamilies, operatorClasses, operatorMembers]

  /// What a member of a class or family needs, the class or family needs.
  private static let operatorMembers = CatalogQuery(
    sql: """
      SELECT d.classid::regclass, d.objid, d.refclassid::regclass, d.refobjid FROM pg_depend d
      WHERE d.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass) AND \(isLater("d.objid"))
        AND d.refclassid IN ('pg_opclass'::regclass, 'pg_opfamily'::regclass)
      ORDER BY d.refclassid = 'pg_opclass'::regclass
      """
  ) { row, assembly in
    let member = CatalogAddress(catalog: row.text(), oid: row.text())
    let owner = CatalogAddress(catalog: row.text(), oid: row.text())
    if let reference = assembly.reference(at: owner) { assembly.name(member, reference) }
  }

  private static let operatorParts = CatalogQuery(
    sql: """
      SELECT o.oid, n.nspname, o.oprname, o.oprcode::regproc,
        CASE WHEN o.oprleft <> 0 THEN format_type(o.oprleft, NULL) END,
        CASE WHEN o.oprright <> 0 THEN format_type(o.oprright, NULL) END,
        CASE WHEN o.oprcom <> 0 THEN 'OPERATOR(' || quote_ident(cn.nspname) || '.' || c.oprname || ')' END,
        CASE WHEN o.oprnegate <> 0 THEN 'OPERATOR(' || quote_ident(gn.nspname) || '.' || g.oprname || ')' END,
        CASE WHEN o.oprrest::oid <> 0 THEN o.oprrest::regproc END,
        CASE WHEN o.oprjoin::oid <> 0 THEN o.oprjoin::regproc END, o.oprcanhash, o.oprcanmerge
      FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
        LEFT JOIN pg_operator c ON c.oid = o.oprcom LEFT JOIN pg_namespace cn ON cn.oid = c.oprnamespace
        LEFT JOIN pg_operator g ON g.oid = o.oprnegate LEFT JOIN pg_namespace gn ON gn.oid = g.oprnamespace
      WHERE o.oprcode::oid <> 0 AND \(isUsers("n")) AND \(isNoMember("pg_operator", "o.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_operator", oid: row.text())
    let (namespace, sign, function) = (row.text(), row.text(), row.text())
    let (left, right) = (row.optional(), row.optional())
    let prefix = namespace == "public" ? "" : "\(namespace.sqlIdentifier)."
    // The server looks among its own operators first.
    let qualified = "\(namespace.sqlIdentifier).\(sign)"
    let signature = "\(qualified) (\(left ?? "NONE"), \(right ?? "NONE"))"
    var clauses = ["FUNCTION = \(function)"]
    func add(_ word: String, _ value: String?) {
      if let value { clauses.append("\(word) = \(value)") }
    }
    add("LEFTARG", left)
    add("RIGHTARG", right)
    for word in ["COMMUTATOR", "NEGATOR", "RESTRICT", "JOIN"] { add(word, row.optional()) }
    if row.bool() { clauses.append("HASHES") }
    if row.bool() { clauses.append("MERGES") }
    let body = " (\n  \(clauses.joined(separator: ",\n  "))\n)"
    assembly.add(
      SchemaObject(
        kind: .operator,
        name: Name("\(sign)(\(left ?? "NONE"), \(right ?? "NONE"))", in: namespace),
        table: nil,
        definition: Expression(postgreSQL: "CREATE OPERATOR \(prefix)\(sign)\(body)"),
        declaration: "CREATE OPERATOR \(qualified)\(body)",
        removal: "DROP OPERATOR \(signature)"), at: address, title: "operator \(signature)")
  }

  /// A family is listed by itself where no class of its own name brings it.
  private static let operatorFamilies = CatalogQuery(
    sql: """
      SELECT f.oid, n.nspname, f.opfname, am.amname,
        EXISTS (SELECT FROM pg_opclass c WHERE c.opcfamily = f.oid AND c.opcname = f.opfname
          AND c.opcnamespace = f.opfnamespace),
        \(members("a.amopfamily = f.oid", "p.amprocfamily = f.oid", isOfClass: false))
      FROM pg_opfamily f JOIN pg_namespace n ON n.oid = f.opfnamespace
        JOIN pg_am am ON am.oid = f.opfmethod
      WHERE \(isUsers("n")) AND \(isNoMember("pg_opfamily", "f.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_opfamily", oid: row.text())
    let (namespace, spelling, method) = (row.text(), row.text(), row.text())
    let name = Name(spelling, in: namespace)
    let isBroughtByClass = row.bool()
    let members = row.optional()
    let title = "operator family \(name.sql) USING \(method)"
    let reference = ObjectReference(
      .object(.operatorFamily), Name("\(spelling) USING \(method)", in: namespace))
    guard !isBroughtByClass else { return assembly.name(address, reference, title: title) }
    let declaration =
      "CREATE OPERATOR FAMILY \(name.sql) USING \(method)"
      + (members.map { additionToFamily($0, of: name, method) } ?? "")
    assembly.add(
      SchemaObject(
        kind: .operatorFamily, name: reference.name, table: nil,
        definition: Expression(postgreSQL: declaration), declaration: declaration,
        removal: "DROP OPERATOR FAMILY \(name.sqlWithSchema) USING \(method)"), at: address,
      title: title)
  }

  private static let operatorClasses = CatalogQuery(
    sql: """
      SELECT c.oid, n.nspname, c.opcname, am.amname, c.opcdefault, format_type(c.opcintype, NULL),
        f.opfname, fn.nspname, f.oid,
        CASE WHEN c.opckeytype <> 0 THEN format_type(c.opckeytype, NULL) END,
        \(members("a.oid = ANY (own.members)", "p.oid = ANY (own.members)", isOfClass: true)),
        \(members("a.amopfamily = f.oid", "p.amprocfamily = f.oid", isOfClass: false))
      FROM pg_opclass c JOIN pg_namespace n ON n.oid = c.opcnamespace
        JOIN pg_am am ON am.oid = c.opcmethod JOIN pg_opfamily f ON f.oid = c.opcfamily
        JOIN pg_namespace fn ON fn.oid = f.opfnamespace
        CROSS JOIN LATERAL (SELECT array_agg(d.objid) AS members FROM pg_depend d
          WHERE d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid) own
      WHERE \(isUsers("n")) AND \(isNoMember("pg_opclass", "c.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_opclass", oid: row.text())
    let (namespace, spelling, method) = (row.text(), row.text(), row.text())
    let name = Name(spelling, in: namespace)
    let isDefault = row.bool() ? " DEFAULT" : ""
    let type = row.text()
    let (family, familyNamespace) = (row.text(), row.text())
    let familyAddress = CatalogAddress(catalog: "pg_opfamily", oid: row.text())
    let storage = row.optional().map { "STORAGE \($0)" }
    let members = [storage, row.optional()].compactMap(\.self)
    let isOwnFamily = family == spelling && familyNamespace == namespace
    let clause = isOwnFamily ? "" : " FAMILY \(Name(family, in: familyNamespace).sql)"
    // A class needs something to be said of it.
    let content = members.isEmpty ? "STORAGE \(type)" : members.joined(separator: ",\n  ")
    let addition = row.optional().flatMap { members in
      isOwnFamily ? additionToFamily(members, of: name, method) : nil
    }
    let declaration =
      "CREATE OPERATOR CLASS \(name.sql)\(isDefault) FOR TYPE \(type) USING \(method)\(clause) AS\n"
      + "  \(content)" + (addition ?? "")
    let removal =
      isOwnFamily
      ? "DROP OPERATOR FAMILY \(name.sqlWithSchema) USING \(method)"
      : "DROP OPERATOR CLASS \(name.sqlWithSchema) USING \(method)"
    let object = SchemaObject(
      kind: .operatorClass, name: Name("\(spelling) USING \(method)", in: namespace), table: nil,
      definition: Expression(postgreSQL: declaration), declaration: declaration, removal: removal)
    assembly.add(object, at: address, title: "operator class \(name.sql) USING \(method)")
    if isOwnFamily { assembly.name(familyAddress, object.reference) }
  }

  /// What stands behind the declaration of a family or of the class that brings it.
  private static func additionToFamily(_ members: String, of name: Name, _ method: String) -> String
  {
    ";\nALTER OPERATOR FAMILY \(name.sql) USING \(method) ADD\n  \(members)"
  }

  /// The operators and functions of a class, or those that only the family has: from version 14 on also
  /// the operators of a class of GiST, GIN and the like, which can do without.
  private static func members(
    _ isOperator: String, _ isFunction: String, isOfClass: Bool
  ) -> String {
    let isLoose = { (catalog: String, alias: String) in
      isOfClass
        ? "true"
        : """
        NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '\(catalog)'::regclass
          AND d.objid = \(alias).oid AND d.refclassid = 'pg_opclass'::regclass)
        """
    }
    return """
      (SELECT string_agg(line, E',\\n  ' ORDER BY kind, number, line) FROM (
        SELECT 1 AS kind, a.amopstrategy AS number, 'OPERATOR ' || a.amopstrategy || ' '
          || a.amopopr::regoperator
          || CASE WHEN a.amoppurpose = 'o' THEN ' FOR ORDER BY ' || (SELECT quote_ident(sn.nspname)
            || '.' || quote_ident(s.opfname) FROM pg_opfamily s
            JOIN pg_namespace sn ON sn.oid = s.opfnamespace WHERE s.oid = a.amopsortfamily)
            ELSE '' END AS line
        FROM pg_amop a WHERE \(isOperator) AND \(isLoose("pg_amop", "a"))
        UNION ALL
        SELECT 2, p.amprocnum, 'FUNCTION ' || p.amprocnum
          || ' (' || format_type(p.amproclefttype, NULL) || ', '
          || format_type(p.amprocrighttype, NULL) || ') ' || p.amproc::regprocedure
        FROM pg_amproc p WHERE \(isFunction) AND \(isLoose("pg_amproc", "p"))) member)
      """
  }

  static let casts = CatalogQuery(
    sql: """
      SELECT c.oid, format_type(c.castsource, NULL), format_type(c.casttarget, NULL), c.castmethod,
        CASE WHEN c.castfunc <> 0 THEN c.castfunc::regprocedure END, c.castcontext
      FROM pg_cast c WHERE \(isLater("c.oid")) AND \(standsAlone("pg_cast", "c.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_cast", oid: row.text())
    let title = "(\(row.text()) AS \(row.text()))"
    let method = row.text()
    let function = row.optional().map { " WITH FUNCTION \($0)" }
    let way = method == "i" ? " WITH INOUT" : function ?? " WITHOUT FUNCTION"
    let context = ["a": " AS ASSIGNMENT", "i": " AS IMPLICIT"][row.text()] ?? ""
    let declaration = "CREATE CAST \(title)\(way)\(context)"
    assembly.add(
      SchemaObject(
        kind: .cast, name: Name(exact: title), table: nil,
        definition: Expression(postgreSQL: declaration), declaration: declaration,
        removal: "DROP CAST \(title)"), at: address, title: "cast \(title)")
  }

  static let conversions = CatalogQuery(
    sql: """
      SELECT c.oid, n.nspname, c.conname, quote_literal(pg_encoding_to_char(c.conforencoding)),
        quote_literal(pg_encoding_to_char(c.contoencoding)), c.conproc::regproc, c.condefault
      FROM pg_conversion c JOIN pg_namespace n ON n.oid = c.connamespace
      WHERE \(isUsers("n")) AND \(isNoMember("pg_conversion", "c.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_conversion", oid: row.text())
    let namespace = row.text()
    let name = Name(row.text(), in: namespace)
    let text = "\(name.sql) FOR \(row.text()) TO \(row.text()) FROM \(row.text())"
    let declaration = "CREATE \(row.bool() ? "DEFAULT " : "")CONVERSION \(text)"
    assembly.add(
      SchemaObject(
        kind: .conversion, name: name, table: nil,
        definition: Expression(postgreSQL: declaration), declaration: declaration,
        removal: "DROP CONVERSION \(name.sqlWithSchema)"), at: address,
      title: "conversion \(name.sql)")
  }

  static let transforms = CatalogQuery(
    sql: """
      SELECT t.oid, format_type(t.trftype, NULL), quote_ident(l.lanname),
        CASE WHEN t.trffromsql <> 0 THEN 'FROM SQL WITH FUNCTION ' || t.trffromsql::regprocedure END,
        CASE WHEN t.trftosql <> 0 THEN 'TO SQL WITH FUNCTION ' || t.trftosql::regprocedure END
      FROM pg_transform t JOIN pg_language l ON l.oid = t.trflang
      WHERE \(isLater("t.oid")) AND \(isNoMember("pg_transform", "t.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_transform", oid: row.text())
    let title = "FOR \(row.text()) LANGUAGE \(row.text())"
    let clauses = [row.optional(), row.optional()].compactMap(\.self).joined(separator: ", ")
    let declaration = "CREATE TRANSFORM \(title) (\(clauses))"
    assembly.add(
      SchemaObject(
        kind: .transform, name: Name(exact: title), table: nil,
        definition: Expression(postgreSQL: declaration), declaration: declaration,
        removal: "DROP TRANSFORM \(title)"), at: address, title: "transform \(title)")
  }
}
