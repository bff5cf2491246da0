internal import SchemaModel

extension CatalogQuery {
  /// The types of the arguments by which a routine is called.
  private static let argumentTypes = """
    coalesce((SELECT string_agg(format_type(type, NULL), ', ' ORDER BY place)
      FROM unnest(p.proargtypes) WITH ORDINALITY x(type, place)), '')
    """

  /// With its schema where the name alone would find something of the system's.
  private static let callName = """
    CASE WHEN pg_function_is_visible(p.oid) THEN '' ELSE quote_ident(n.nspname) || '.' END
      || quote_ident(p.proname)
    """

  static let routines = CatalogQuery(
    sql: """
      SELECT p.oid, n.nspname, p.proname, \(argumentTypes), \(callName), p.prokind,
        pg_get_functiondef(p.oid),
        pg_get_function_result(p.oid), pg_get_function_arguments(p.oid), l.lanname
      FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        JOIN pg_language l ON l.oid = p.prolang
      WHERE p.prokind <> 'a' AND \(isUsers("n")) AND \(standsAlone("pg_proc", "p.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_proc", oid: row.text())
    let (namespace, spelling, types) = (row.text(), row.text(), row.text())
    let callName = row.text()
    let kind: SchemaObject.Kind = row.text() == "p" ? .procedure : .function
    let word = kind.rawValue.uppercased()
    let declaration = row.text().withoutLineBreaksAtEnd
      .withoutPublic(after: "CREATE OR REPLACE \(word) ")
    var attributes: Attributes = [:]
    attributes["returns"] = row.optional()
    attributes["arguments"] = row.text()
    attributes["language"] = row.text()
    let signature = "\(callName)(\(types))"
    assembly.add(
      SchemaObject(
        kind: kind, name: Name("\(spelling)(\(types))", in: namespace), table: nil,
        attributes: attributes, definition: Expression(postgreSQL: declaration),
        declaration: declaration, removal: "DROP \(word) \(signature)"), at: address,
      title: "\(kind.rawValue) \(signature)")
  }

  static let aggregates = CatalogQuery(
    sql: """
      SELECT p.oid, n.nspname, p.proname, \(argumentTypes), a.aggkind,
        pg_get_function_identity_arguments(p.oid), p.proparallel, a.aggtransfn::regproc,
        format_type(a.aggtranstype, NULL), nullif(a.aggtransspace, 0),
        nullif(a.aggfinalfn::oid, 0)::regproc, a.aggfinalextra, a.aggfinalmodify,
        nullif(a.aggcombinefn::oid, 0)::regproc, nullif(a.aggserialfn::oid, 0)::regproc,
        nullif(a.aggdeserialfn::oid, 0)::regproc, quote_literal(a.agginitval),
        nullif(a.aggmtransfn::oid, 0)::regproc, nullif(a.aggminvtransfn::oid, 0)::regproc,
        CASE WHEN a.aggmtranstype <> 0 THEN format_type(a.aggmtranstype, NULL) END,
        nullif(a.aggmtransspace, 0), nullif(a.aggmfinalfn::oid, 0)::regproc, a.aggmfinalextra,
        a.aggmfinalmodify, quote_literal(a.aggminitval),
        (SELECT 'OPERATOR(' || quote_ident(so.nspname) || '.' || o.oprname || ')'
          FROM pg_operator o JOIN pg_namespace so ON so.oid = o.oprnamespace
          WHERE o.oid = a.aggsortop)
      FROM pg_aggregate a JOIN pg_proc p ON p.oid = a.aggfnoid
        JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE \(isUsers("n")) AND \(isNoMember("pg_proc", "p.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_proc", oid: row.text())
    let (namespace, spelling, types) = (row.text(), row.text(), row.text())
    let name = Name(spelling, in: namespace)
    let kind = row.text()
    let arguments = row.text()
    let signature = "\(name.sql)(\(arguments.isEmpty ? "*" : arguments))"
    let clauses = aggregateClauses(&row, kind: kind).joined(separator: ",\n  ")
    let declaration = "CREATE AGGREGATE \(signature) (\n  \(clauses)\n)"
    assembly.add(
      SchemaObject(
        kind: .aggregate, name: Name("\(spelling)(\(types))", in: namespace), table: nil,
        attributes: ["returns": "", "arguments": arguments],
        definition: Expression(postgreSQL: declaration), declaration: declaration,
        removal: "DROP AGGREGATE \(signature)"), at: address, title: "aggregate \(signature)")
  }

  /// See <https://www.postgresql.org/docs/current/sql-createaggregate.html>.
  private static func aggregateClauses(_ row: inout CatalogRow, kind: String) -> [String] {
    let parallel = ["s": "SAFE", "r": "RESTRICTED"][row.text()]
    var clauses = ["SFUNC = \(row.text())", "STYPE = \(row.text())"]
    func add(_ word: String, _ value: String?) {
      if let value { clauses.append("\(word) = \(value)") }
    }
    func modify(_ letter: String) -> String? {
      let usual = kind == "n" ? "r" : "w"
      guard letter != usual else { return nil }
      return ["r": "READ_ONLY", "s": "SHAREABLE", "w": "READ_WRITE"][letter]
    }
    add("SSPACE", row.optional())
    let final = row.optional()
    add("FINALFUNC", final)
    if row.bool() { clauses.append("FINALFUNC_EXTRA") }
    let finalModify = modify(row.text())
    if final != nil { add("FINALFUNC_MODIFY", finalModify) }
    for word in ["COMBINEFUNC", "SERIALFUNC", "DESERIALFUNC", "INITCOND", "MSFUNC", "MINVFUNC"] {
      add(word, row.optional())
    }
    add("MSTYPE", row.optional())
    add("MSSPACE", row.optional())
    let movingFinal = row.optional()
    add("MFINALFUNC", movingFinal)
    if row.bool() { clauses.append("MFINALFUNC_EXTRA") }
    let movingModify = modify(row.text())
    if movingFinal != nil { add("MFINALFUNC_MODIFY", movingModify) }
    add("MINITCOND", row.optional())
    add("SORTOP", row.optional())
    add("PARALLEL", parallel)
    if kind == "h" { clauses.append("HYPOTHETICAL") }
    return clauses
  }
}

extension String {
  var withoutLineBreaksAtEnd: String {
    var text = self
    while text.hasSuffix("\n") { text.removeLast() }
    return text
  }

  /// The text without the schema that the server writes even where it is the usual one.
  func withoutPublic(after head: String) -> String {
    hasPrefix(head + "public.") ? head + dropFirst(head.count + "public.".count) : self
  }
}
