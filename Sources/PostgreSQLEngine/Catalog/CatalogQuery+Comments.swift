internal import SchemaModel

extension CatalogQuery {
  /// The comment that every database's schema `public` has from the beginning is none, nor is one that
  /// an extension brings.
  static let comments = CatalogQuery(
    sql: """
      SELECT d.classoid::regclass, d.objoid, d.objsubid, quote_literal(d.description)
      FROM pg_description d
      WHERE (\(isLater("d.objoid")) OR d.classoid = 'pg_namespace'::regclass)
        AND NOT (d.classoid = 'pg_namespace'::regclass AND d.description = 'standard public schema')
        AND NOT (d.classoid = 'pg_extension'::regclass AND EXISTS (
          SELECT FROM pg_extension e JOIN pg_available_extensions x ON x.name = e.extname
          WHERE e.oid = d.objoid AND x.comment = d.description))
      """
  ) { row, assembly in
    let address = CatalogAddress(catalog: row.text(), oid: row.text(), column: row.text())
    guard let title = assembly.titles[address], let owner = assembly.references[address] else {
      return
    }
    let text = row.text()
    let object = SchemaObject(
      kind: .comment, name: Name(exact: title), table: nil,
      definition: Expression(postgreSQL: text),
      declaration: "COMMENT ON \(title.withUppercaseKind) IS \(text)",
      removal: "COMMENT ON \(title.withUppercaseKind) IS \(usualComment(on: title))")
    assembly.add(object, at: CatalogAddress(catalog: "comment", oid: title))
    assembly.depend(object.reference, on: owner)
  }

  private static func usualComment(on title: String) -> String {
    title == "schema public" ? "'standard public schema'" : "NULL"
  }
}

extension String {
  /// A title with the words of its kind as they stand in statements: `TABLE users`.
  var withUppercaseKind: String {
    let kinds = [
      "schema", "extension", "language", "type", "domain", "collation", "foreign table", "table",
      "materialized view", "view", "column", "constraint", "index", "sequence", "function",
      "procedure", "aggregate", "event trigger", "trigger", "rule", "policy", "statistics",
      "publication", "operator family", "operator class", "operator", "cast", "conversion",
      "transform", "text search parser", "text search template", "text search dictionary",
      "text search configuration", "foreign data wrapper", "server", "access method",
    ]
    guard let kind = kinds.first(where: { hasPrefix($0 + " ") }) else { return self }
    let title = String(dropFirst(kind.count))
    let isOnTable = ["constraint", "trigger", "rule", "policy"].contains(kind)
    return kind.uppercased()
      + (isOnTable
        ? title.replacing(" on domain ", with: " ON DOMAIN ", maxReplacements: 1)
          .replacing(" on ", with: " ON ", maxReplacements: 1) : title)
  }
}
