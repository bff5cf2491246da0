internal import Engine
internal import SchemaModel

/// Scripts that do nothing but create tables and their indexes, cut into parts that know nothing of
/// each other.
///
/// SQLite goes through its whole catalog at each `CREATE`, so that the time grows with the square of
/// their number. What a table or an index becomes depends on nothing but its own statement and its
/// table: the parent of a foreign key is not looked at until there are rows. So each part can be run
/// in a database of its own, in a time that grows with their number alone.
struct CreationParts {
  private(set) var scripts: [Script] = []
  /// Of each table the part that creates it.
  private var parts: [Name: Int] = [:]
  private var names: Set<Name> = []

  private let tablesPerPart: Int
  /// How many tables the last part has.
  private var count = 0

  /// - Parameter tablesPerPart: how many it is on average; where a part ends depends on the tables'
  ///   names, so that one more table does not move the ends of all parts behind it.
  /// - Returns: `nil` where a script does anything else, or where a name is there twice: then only
  ///   the whole can tell what comes of it.
  init?(_ scripts: [Script], tablesPerPart: Int) {
    self.tablesPerPart = tablesPerPart
    for script in scripts {
      guard takeStatements(of: script) else { return nil }
    }
  }

  /// One statement is held at a time, and no more is read than up to one that cannot stand in a part:
  /// a dump may have many rows.
  private mutating func takeStatements(of script: Script) -> Bool {
    var statement: [Token] = []
    for token in IteratorSequence(Tokenizer(script.text)) {
      guard token.isSymbol(";") else {
        if statement.isEmpty, !token.isWord("create") { return false }
        statement.append(token)
        continue
      }
      guard statement.isEmpty || take(statement, of: script) else { return false }
      statement = []
    }
    return statement.isEmpty || take(statement, of: script)
  }

  /// - Returns: whether the statement is one of those that can stand in a part.
  private mutating func take(_ statement: [Token], of script: Script) -> Bool {
    var cursor = TokenCursor(statement)
    guard cursor.skip("create") else { return false }
    if cursor.skip("table") {
      guard let name = newName(&cursor), cursor.isAtSymbol("(") else { return false }
      if scripts.isEmpty || count >= 2 * tablesPerPart { begin(with: script) }
      parts[name] = scripts.count - 1
      append(statement, to: scripts.count - 1)
      count += 1
      if name.isBoundary(ofEvery: tablesPerPart) { count = 2 * tablesPerPart }
      return true
    }
    _ = cursor.skip("unique")
    guard cursor.skip("index"), newName(&cursor) != nil, cursor.skip("on"),
      let table = cursor.next(), table.canBeName, let part = parts[table.name],
      cursor.isAtSymbol("(")
    else { return false }
    append(statement, to: part)
    return true
  }

  /// A name that no other statement has; `IF NOT EXISTS` is none.
  private mutating func newName(_ cursor: inout TokenCursor) -> Name? {
    guard let token = cursor.next(), token.canBeName, names.insert(token.name).inserted else {
      return nil
    }
    return token.name
  }

  private mutating func begin(with script: Script) {
    scripts.append(Script("", path: script.path, options: script.options))
    count = 0
  }

  private mutating func append(_ statement: [Token], to part: Int) {
    scripts[part].text += statement.sourceText + ";\n"
  }
}

extension Name {
  /// Whether a part ends with the table: one table of so many says so, always the same ones.
  fileprivate func isBoundary(ofEvery count: Int) -> Bool {
    // Swift's own hashes differ from run to run.
    let hash = spelling.utf8.reduce(0 as UInt64) { hash, byte in
      let product = (hash ^ UInt64(byte)) &* 0x9E37_79B9_7F4A_7C15
      return product ^ product >> 32
    }
    return hash % UInt64(count) == 0
  }
}

extension SQLiteEngine {
  /// - Returns: `nil` where the scripts cannot be run in parts, or where one of these fails: the
  ///   whole tells the line.
  func schemaByParts(
    of scripts: [Script], tablesPerPart: Int, memory: (any PartMemory)? = nil
  ) -> Schema? {
    guard let parts = CreationParts(scripts, tablesPerPart: tablesPerPart)?.scripts,
      parts.count > 1
    else { return nil }
    let known = memory?.schemas(of: parts.map(\.text)) ?? parts.map { _ in nil }
    var schemas: [Schema] = []
    for (script, known) in zip(parts, known) {
      guard let schema = known ?? Self.schema(ofPart: script) else { return nil }
      schemas.append(schema)
    }
    if known.contains(nil) {
      memory?.remember(zip(parts, schemas).map { (script: $0.text, schema: $1) })
    }
    return Schema(
      dialect: .sqlite, tables: schemas.flatMap(\.tables).resolvingParentColumns())
  }

  private static func schema(ofPart script: Script) -> Schema? {
    guard let database = try? SQLiteDatabase(scratch: ()), (try? database.run(script)) != nil
    else { return nil }
    return try? database.schema()
  }
}
