internal import Engine
internal import SchemaModel

/// A row of `sqlite_master`.
struct MasterRow {
  let type: String
  let name: String
  let table: String
  let sql: String

  /// - Throws: ``DatabaseError/unsupportedObject(kind:name:)`` where a name or statement is not
  ///   UTF-8: in its place another would be read.
  init(_ row: [SQLValue]) throws(DatabaseError) {
    type = row[0].text ?? ""
    name = row[1].text ?? ""
    if row.contains(where: \.isMalformed) { throw .unsupportedObject(kind: type, name: name) }
    table = row[2].text ?? ""
    sql = row[3].text ?? ""
  }

  /// - Parameter names: those of all tables and columns.
  func object(_ kind: SchemaObject.Kind, naming names: Set<Name>) -> SchemaObject {
    SchemaObject(
      kind: kind, name: Name(sqlite: name),
      table: kind == .trigger ? Name(sqlite: table) : nil,
      definition: Expression(sql, key: definitionKey(naming: names)), declaration: sql)
  }

  /// The tokens after the object's name, without what makes no difference.
  private func definitionKey(naming names: Set<Name>) -> String {
    var cursor = TokenCursor(Tokenizer.tokens(of: sql))
    while let token = cursor.next(), !["view", "trigger", "table"].contains(where: token.isWord) {}
    _ = cursor.skip("if", "not", "exists")
    _ = cursor.next()
    if cursor.skipSymbol(".") { _ = cursor.next() }
    var tokens = cursor.rest()
    while tokens.last?.isSymbol(";") ?? false { tokens.removeLast() }
    return tokens.key(naming: names)
  }

  /// - Parameters:
  ///   - facts: the order and collation of each element, from `PRAGMA index_xinfo`.
  ///   - names: those of the table and of its columns.
  func index(
    _ facts: [[SQLValue]], naming names: Set<Name>
  ) throws(UnreadableDeclaration) -> Index {
    let declaration = try IndexDeclaration.parse(sql, naming: names)
    guard declaration.elements.count == facts.count else { throw UnreadableDeclaration(sql: sql) }
    return Index(
      name: Name(sqlite: name), isUnique: isUnique,
      elements: zip(declaration.elements, facts).map { expression, fact in
        Index.Element(
          expression: expression, collation: Name(sqlite: fact[2].text ?? "binary"),
          isDescending: fact[1].integer == 1)
      },
      predicate: declaration.predicate, declaration: sql)
  }

  private var isUnique: Bool {
    Tokenizer.tokens(of: sql).dropFirst().first?.isWord("unique") ?? false
  }
}
