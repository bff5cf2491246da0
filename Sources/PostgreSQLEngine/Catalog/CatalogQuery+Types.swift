internal import Engine
internal import SchemaModel

extension CatalogQuery {
  /// Enums, domains, composite types and types that C code defines; not the types of rows and arrays.
  static let types = CatalogQuery(
    sql: """
      SELECT t.oid, n.nspname, t.typname, t.typtype, t.typarray, t.typrelid, t.typisdefined,
        format_type(t.typbasetype, t.typtypmod),
        CASE WHEN t.typcollation <> b.typcollation THEN cn.nspname END, co.collname,
        CASE WHEN t.typtype = 'd' THEN
          coalesce(pg_get_expr(t.typdefaultbin, 0), quote_literal(t.typdefault)) END,
        t.typnotnull,
        (SELECT '(' || string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) || ')'
          FROM pg_enum e WHERE e.enumtypid = t.oid)
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
        LEFT JOIN pg_class c ON c.oid = t.typrelid
        LEFT JOIN pg_type b ON b.oid = t.typbasetype
        LEFT JOIN pg_collation co ON co.oid = t.typcollation
        LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
      WHERE \(isUsers("n")) AND (t.typrelid = 0 OR c.relkind = 'c')
        AND t.typtype IN ('e', 'd', 'c', 'b', 'p')
        AND NOT EXISTS (SELECT FROM pg_type a WHERE a.typarray = t.oid)
        AND \(isNoMember("pg_type", "t.oid")) AND \(isNoMember("pg_class", "t.typrelid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_type", oid: row.text())
    let namespace = row.text()
    let name = Name(row.text(), in: namespace)
    let kind = row.text()
    let array = row.text()
    let relation = row.text()
    let isDefined = row.bool()
    let object: SchemaObject
    switch kind {
    case "e", "d": object = kind == "d" ? domain(name, &row) : enumeration(name, &row)
    case "c": object = compositeType(name)
    default:
      throw DatabaseError.unsupportedObject(
        kind: isDefined ? "base type" : "shell type", name: name.description)
    }
    let title = kind == "d" ? "domain" : "type"
    assembly.add(object, at: address, title: "\(title) \(name.typeSQL)")
    assembly.name(CatalogAddress(catalog: "pg_type", oid: array), object.reference)
    if relation != "0" {
      assembly.name(CatalogAddress(catalog: "pg_class", oid: relation), object.reference)
    }
  }

  private static func enumeration(_ name: Name, _ row: inout CatalogRow) -> SchemaObject {
    for _ in 0..<5 { _ = row.optional() }
    let labels = row.optional() ?? "()"
    return SchemaObject(
      kind: .enumeration, name: name, table: nil, definition: Expression(postgreSQL: labels),
      declaration: "CREATE TYPE \(name.typeSQL) AS ENUM \(labels)",
      removal: "DROP TYPE \(name.typeSQL)")
  }

  private static func domain(_ name: Name, _ row: inout CatalogRow) -> SchemaObject {
    var attributes = ["type": row.text()]
    let namespace = row.optional()
    let collation = row.text()
    attributes["collation"] = namespace.map { Name(collation, in: $0).sql }
    attributes["default"] = row.optional()
    if row.bool() { attributes["not null"] = "yes" }
    let clauses = [
      attributes["collation"].map { " COLLATE \($0)" },
      attributes["default"].map { " DEFAULT \($0)" },
      attributes["not null"].map { _ in " NOT NULL" },
    ].compactMap(\.self).joined()
    return SchemaObject(
      kind: .domain, name: name, table: nil, attributes: attributes,
      definition: Expression("", key: ""),
      declaration: "CREATE DOMAIN \(name.typeSQL) AS \(attributes["type"] ?? "")\(clauses)")
  }

  /// Its columns come with those of tables.
  private static func compositeType(_ name: Name) -> SchemaObject {
    SchemaObject(
      kind: .compositeType, name: name, table: nil, definition: Expression("", key: ""),
      declaration: "CREATE TYPE \(name.typeSQL) AS ()", removal: "DROP TYPE \(name.typeSQL)")
  }

  /// From version 17 on, that a domain is not NULL has a name.
  static let domainNotNull = CatalogQuery(
    sql: """
      SELECT c.contypid, c.conname FROM pg_constraint c WHERE c.contypid <> 0 AND c.contype = 'n'
      """
  ) { row, assembly in
    let type = CatalogAddress(catalog: "pg_type", oid: row.text())
    guard let domain = assembly.reference(at: type), domain.kind == .object(.domain) else { return }
    let name = row.text()
    let usual = ChosenName(table: domain.name.spelling, columns: [], label: "not_null").spelling
    guard name != usual else { return }
    assembly.alter(domain) { object in
      object.attributes["not null name"] = name
      let clause = " NOT NULL"
      guard object.declaration.hasSuffix(clause) else { return }
      object.declaration.removeLast(clause.count)
      object.declaration += " CONSTRAINT \(name.sqlIdentifier)\(clause)"
    }
  }

  /// A constraint that is not valid for all values cannot stand in the declaration.
  static let domainConstraints = CatalogQuery(
    sql: """
      SELECT c.oid, c.contypid, c.conname, pg_get_constraintdef(c.oid), c.convalidated
      FROM pg_constraint c WHERE c.contypid <> 0 AND c.contype = 'c' ORDER BY c.conname
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_constraint", oid: row.text())
    let type = CatalogAddress(catalog: "pg_type", oid: row.text())
    guard let domain = assembly.reference(at: type), domain.kind == .object(.domain) else { return }
    let name = Name(exact: row.text())
    // As policies are: written as it is compared.
    let text = Expression(postgreSQL: row.text()).key
    let isValid = row.bool()
    assembly.alter(domain) { object in
      object.attributes["constraint \(name.spelling)"] = text
      object.declaration +=
        isValid
        ? " CONSTRAINT \(name.sql) \(text)"
        : ";\nALTER DOMAIN \(domain.name.typeSQL) ADD CONSTRAINT \(name.sql) \(text)"
    }
    assembly.name(address, domain, title: "constraint \(name.sql) on domain \(domain.name.typeSQL)")
  }

  /// A name with its schema, unless that is one of the usual ones.
  private static func qualified(_ namespace: String, _ name: String) -> String {
    """
    (SELECT CASE WHEN q.nspname IN ('pg_catalog', 'public') THEN ''
      ELSE quote_ident(q.nspname) || '.' END FROM pg_namespace q WHERE q.oid = \(namespace))
      || quote_ident(\(name))
    """
  }

  static let ranges = CatalogQuery(
    sql: """
      SELECT t.oid, n.nspname, t.typname, t.typarray, m.oid, m.typname, m.typarray,
        format_type(r.rngsubtype, NULL),
        CASE WHEN NOT o.opcdefault THEN \(qualified("o.opcnamespace", "o.opcname")) END,
        CASE WHEN r.rngcollation <> s.typcollation
          THEN \(qualified("co.collnamespace", "co.collname")) END,
        CASE WHEN r.rngcanonical::oid <> 0 THEN r.rngcanonical::regproc::text END,
        CASE WHEN r.rngsubdiff::oid <> 0 THEN r.rngsubdiff::regproc::text END
      FROM pg_range r JOIN pg_type t ON t.oid = r.rngtypid
        JOIN pg_namespace n ON n.oid = t.typnamespace
        JOIN pg_type s ON s.oid = r.rngsubtype JOIN pg_opclass o ON o.oid = r.rngsubopc
        LEFT JOIN pg_type m ON m.oid = (to_jsonb(r)->>'rngmultitypid')::oid
        LEFT JOIN pg_collation co ON co.oid = r.rngcollation
      WHERE \(isUsers("n")) AND \(isNoMember("pg_type", "t.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_type", oid: row.text())
    let namespace = row.text()
    let name = Name(row.text(), in: namespace)
    let others = [row.text(), row.text()]
    let multirange = row.optional()
    let multirangeArray = row.text()
    let clauses = [
      "SUBTYPE = \(row.text())", row.optional().map { "SUBTYPE_OPCLASS = \($0)" },
      row.optional().map { "COLLATION = \($0)" }, row.optional().map { "CANONICAL = \($0)" },
      row.optional().map { "SUBTYPE_DIFF = \($0)" },
      multirange.map { "MULTIRANGE_TYPE_NAME = \(name.sibling($0).sql)" },
    ].compactMap(\.self).joined(separator: ", ")
    let object = SchemaObject(
      kind: .rangeType, name: name, table: nil, definition: Expression(postgreSQL: clauses),
      declaration: "CREATE TYPE \(name.typeSQL) AS RANGE (\(clauses))",
      removal: "DROP TYPE \(name.typeSQL)")
    assembly.add(object, at: address, title: "type \(name.typeSQL)")
    for oid in others + [multirangeArray] where !oid.isEmpty {
      assembly.name(CatalogAddress(catalog: "pg_type", oid: oid), object.reference)
    }
  }

  static let collations = CatalogQuery(
    sql: """
      SELECT c.oid, n.nspname, c.collname, c.collprovider, c.collisdeterministic,
        c.collcollate, c.collctype,
        coalesce(to_jsonb(c)->>'colllocale', to_jsonb(c)->>'colliculocale'),
        to_jsonb(c)->>'collicurules'
      FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
      WHERE \(isUsers("n")) AND \(isNoMember("pg_collation", "c.oid"))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: "pg_collation", oid: row.text())
    let namespace = row.text()
    let name = Name(row.text(), in: namespace)
    let provider = ["i": "icu", "c": "libc", "b": "builtin"][row.text()] ?? "default"
    let isDeterministic = row.bool()
    let (collate, ctype, locale) = (row.optional(), row.optional(), row.optional())
    var clauses = ["provider = \(provider)"]
    if let locale {
      clauses.append("locale = \(locale.sqlLiteral)")
    } else if let collate, collate == ctype {
      clauses.append("locale = \(collate.sqlLiteral)")
    } else {
      clauses += [collate.map { "lc_collate = \($0.sqlLiteral)" }].compactMap(\.self)
      clauses += [ctype.map { "lc_ctype = \($0.sqlLiteral)" }].compactMap(\.self)
    }
    if !isDeterministic { clauses.append("deterministic = false") }
    if let rules = row.optional() { clauses.append("rules = \(rules.sqlLiteral)") }
    let text = clauses.joined(separator: ", ")
    assembly.add(
      SchemaObject(
        kind: .collation, name: name, table: nil, definition: Expression(postgreSQL: text),
        declaration: "CREATE COLLATION \(name.sql) (\(text))",
        removal: "DROP COLLATION \(name.sqlWithSchema)"), at: address,
      title: "collation \(name.sql)")
  }
}
