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

  /// - Returns: `nil` where a script does anything else, or where a name is there twice: then only
  ///   the whole can tell what comes of it.
  init?(_ scripts: [Script], tablesPerPart: Int) {
    self.tablesPerPart = tablesPerPart
    for script in scripts {
      for statement in Tokenizer.tokens(of: script.text).split(whereSeparator: { $0.isSymbol(";") })
      {
        guard take(Array(statement), of: script) else { return nil }
      }
    }
  }

  /// - Returns: whether the statement is one of those that can stand in a part.
  private mutating func take(_ statement: [Token], of script: Script) -> Bool {
    var cursor = TokenCursor(statement)
    guard cursor.skip("create") else { return false }
    if cursor.skip("table") {
      guard let name = newName(&cursor), cursor.isAtSymbol("(") else { return false }
      let part = parts.count / tablesPerPart
      parts[name] = part
      append(statement, to: part, of: script)
      return true
    }
    _ = cursor.skip("unique")
    guard cursor.skip("index"), newName(&cursor) != nil, cursor.skip("on"),
      let table = cursor.next(), table.canBeName, let part = parts[table.name],
      cursor.isAtSymbol("(")
    else { return false }
    append(statement, to: part, of: script)
    return true
  }

  /// A name that no other statement has; `IF NOT EXISTS` is none.
  private mutating func newName(_ cursor: inout TokenCursor) -> Name? {
    guard let token = cursor.next(), token.canBeName, names.insert(token.name).inserted else {
      return nil
    }
    return token.name
  }

  private mutating func append(_ statement: [Token], to part: Int, of script: Script) {
    if part == scripts.count {
      scripts.append(Script("", path: script.path, options: script.options))
    }
    scripts[part].text += statement.sourceText + ";\n"
  }
}

extension SQLiteEngine {
  /// - Returns: `nil` where the scripts cannot be run in parts, or where one of these fails: the
  ///   whole tells the line.
  func schemaByParts(of scripts: [Script], tablesPerPart: Int) -> Schema? {
    guard let parts = CreationParts(scripts, tablesPerPart: tablesPerPart),
      parts.scripts.count > 1
    else { return nil }
    var tables: [Table] = []
    for script in parts.scripts {
      guard let database = try? SQLiteDatabase(scratch: ()), (try? database.run(script)) != nil,
        let schema = try? database.schema()
      else { return nil }
      tables += schema.tables
    }
    return Schema(dialect: .sqlite, tables: tables.resolvingParentColumns())
  }
}
