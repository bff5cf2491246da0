internal import Engine
internal import SchemaModel

/// What the statements of a script name.
struct ScriptMentions {
  private struct Mention {
    /// The first words, in capital letters.
    let keywords: [String]
    let identifiers: Set<String>
    /// The roles behind the last `TO` or `FROM`.
    let roles: Set<String>
    let renaming: ScriptStatement.Renaming?
    /// The name of what the statement creates.
    let created: String?
  }

  private let statements: [Mention]
  private let text: String

  init(_ text: String) {
    self.text = text
    statements = StatementScanner.statements(of: text).map { statement in
      Mention(
        keywords: statement.words.prefix(8).map(\.keyword),
        identifiers: Self.identifiers(in: statement.text), roles: Self.roles(in: statement.text),
        renaming: statement.renaming, created: statement.created?.name)
    }
  }

  /// Whether something may be dropped and made again by the script.
  var dropsAnything: Bool {
    statements.contains { $0.keywords.contains("DROP") || $0.keywords.contains("RENAME") }
  }

  /// Whether a function or a view is declared anew in its place.
  var replacesAnything: Bool { statements.contains { $0.keywords.contains("REPLACE") } }

  /// Whether the type of a column is another afterwards, which a view may hold up.
  var altersTypes: Bool { statements.contains { $0.keywords.first == "ALTER" } }

  /// Whether a statement at the beginning leaves all that there is, if under another name: what
  /// happens then, happens to that name.
  ///
  /// It is otherwise where a thing makes room for one of the same name that is created, and is dropped.
  func leadsTheWay(_ statement: ScriptStatement) -> Bool {
    if statement.setsSession { return !statement.words.contains { Self.changesNames($0) } }
    if let created = statement.created {
      return created.kind == "SCHEMA" && !Name.isDetour(created.name)
    }
    guard let renaming = statement.renaming else { return false }
    switch renaming.kind {
    case .member: return true
    case .move: return !Name.isDetour(renaming.new)
    case .whole:
      let later = statements.drop { $0.renaming != renaming }.dropFirst()
      return !drops(renaming.new) || later.contains { $0.created == renaming.new }
        || later.contains { $0.renaming?.new == renaming.old }
    }
  }

  /// Whether a thing of a name is dropped; one in a schema of our own is another's.
  private func drops(_ name: String) -> Bool {
    statements.contains { statement in
      statement.keywords.first == "DROP"
        && !["TRIGGER", "POLICY", "RULE"].contains(statement.keywords.dropFirst().first)
        && statement.identifiers.contains(name)
        && (Name.isDetour(name) || !statement.identifiers.contains(where: Name.isDetour))
    }
  }

  /// Whether names mean something else by a setting.
  private static func changesNames(_ word: ScriptStatement.Word) -> Bool {
    ["search_path", "role", "authorization"].contains(word.identifier)
  }

  /// Whether the script says what becomes of an object.
  func decidesOn(_ object: SchemaObject) -> Bool {
    let names = Self.identifiers(in: object.name.spelling)
    switch object.kind {
    case .comment: return has(["COMMENT"], naming: names)
    case .owner:
      return statements.contains {
        $0.identifiers.contains("owner") && $0.identifiers.isSuperset(of: names)
      }
    default:
      let name = String(object.name.spelling.prefix { $0 != "(" })
      return has(object.kind.keyword, of: name)
    }
  }

  /// Whether a statement creates, alters or drops a thing of a kind.
  func has(_ keyword: String, of name: String) -> Bool {
    has([keyword], naming: [name])
  }

  /// Whether a table or one of its parts is mentioned in an `ALTER TABLE` with all the words.
  func alters(_ table: Name, _ words: String...) -> Bool {
    statements.contains { statement in
      statement.keywords.first == "ALTER" && statement.identifiers.contains(table.spelling)
        && statement.identifiers.isSuperset(of: words)
    }
  }

  /// Whether a column gets another type, be it with its parent's, and its default is not spoken of.
  func retypes(_ column: Name, of table: Table, in schema: Schema) -> Bool {
    guard !alters(table.name, "default", column.spelling) else { return false }
    if alters(table.name, "type", column.spelling) { return true }
    let parents = [table.attributes[.partitionOf], table.attributes[.inherits]].compactMap(\.self)
      .flatMap(SQLList.elements)
    return schema.tables.contains { parent in
      parents.contains(parent.name.sql) && retypes(column, of: parent, in: schema)
    }
  }

  /// Whether the script says what a role may do with a thing.
  func grants(on names: Set<String>, to role: String) -> Bool {
    statements.contains { statement in
      ["GRANT", "REVOKE"].contains(statement.keywords.first) && statement.roles.contains(role)
        && statement.identifiers.isSuperset(of: names)
    }
  }

  func names(_ identifier: String) -> Bool {
    statements.contains { $0.identifiers.contains(identifier) }
  }

  /// Whether a name stands anywhere, also in a comment.
  func tells(of path: String) -> Bool { text.contains("'\(path)'") }

  private func has(_ keywords: [String], naming names: Set<String>) -> Bool {
    statements.contains { statement in
      keywords.allSatisfy(statement.keywords.contains)
        && statement.identifiers.isSuperset(of: names)
    }
  }

  // MARK: Words

  /// The identifiers of a text as the server understands them, keywords among them.
  static func identifiers(in text: String) -> Set<String> {
    Set(SQLWords.wordsAndBodies(of: text).map(identifier))
  }

  static func identifier(_ word: String) -> String {
    word.hasPrefix("\"") ? Name(unquoting: word).spelling : word.lowercased()
  }

  private static func roles(in text: String) -> Set<String> {
    let words = text.split { $0.isWhitespace || $0 == "," }.map { String($0) }
    guard let start = words.lastIndex(where: { ["TO", "FROM"].contains($0.uppercased()) }) else {
      return []
    }
    return Set(words[(start + 1)...].map(identifier))
  }
}

extension SchemaObject.Kind {
  /// The last word that statements call the kind by.
  fileprivate var keyword: String {
    switch self {
    case .viewIndex: "INDEX"
    case .enumeration, .compositeType, .rangeType, .baseType: "TYPE"
    default: String(rawValue.split(separator: " ").last ?? "").uppercased()
    }
  }
}
