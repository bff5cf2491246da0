package import SchemaModel

/// A statement of a script that deletes rows, brings some or changes their values.
package struct RowStatement: Hashable, Sendable {
  /// The statement as it stands, without the semicolon.
  package var sql: String
  package var table: Name
  /// The columns that get other values; `nil` where rows come or go.
  package var columns: Set<Name>?

  /// Whether all that it does is to bring rows.
  package var isInsert: Bool

  package init(sql: String, table: Name, columns: Set<Name>? = nil, isInsert: Bool = false) {
    self.sql = sql
    self.table = table
    self.columns = columns
    self.isInsert = isInsert
  }
}

/// A word or sign of a statement, as far as it matters in any dialect.
package struct StatementWord: Hashable, Sendable {
  /// A word without quotes, in upper case; empty for all else.
  package var keyword: String
  /// The identifier that the word can be.
  package var identifier: String?
  package var sign: Character?

  package init(keyword: String = "", identifier: String? = nil, sign: Character? = nil) {
    self.keyword = keyword
    self.identifier = identifier
    self.sign = sign
  }
}

extension RowStatement {
  /// What a statement does to rows; a `WITH` may do several things.
  ///
  /// - Parameters:
  ///   - sql: the statement.
  ///   - words: its words.
  ///   - name: a name of its parts, as the engine compares it.
  package static func all(
    in sql: String, _ words: [StatementWord], name: ([String]) -> Name
  ) -> [RowStatement] {
    let first = words.first?.keyword ?? ""
    guard first == "WITH" else {
      var reader = RowStatementReader(words[...])
      return reader.changes().map { $0.statement(sql, name) }
    }
    return words.indices.flatMap { index -> [RowStatement] in
      guard index > 0, let sign = words[index - 1].sign, "()".contains(sign) else { return [] }
      var reader = RowStatementReader(words[index...])
      return reader.changes().map { $0.statement(sql, name) }
    }
  }
}

/// Reads what a statement does to rows from its first words on.
private struct RowStatementReader {
  private var words: ArraySlice<StatementWord>

  init(_ words: ArraySlice<StatementWord>) { self.words = words }

  struct Change {
    var table: [String]
    var columns: Set<String>?
    var isInsert = false

    func statement(_ sql: String, _ name: ([String]) -> Name) -> RowStatement {
      RowStatement(
        sql: sql, table: name(table), columns: columns.map { Set($0.map { name([$0]) }) },
        isInsert: isInsert)
    }
  }

  mutating func changes() -> [Change] {
    let verb = words.popFirst()?.keyword ?? ""
    switch verb {
    case "DELETE", "INSERT", "REPLACE", "MERGE":
      skipConflictClause()
      guard take(verb == "DELETE" ? "FROM" : "INTO") else { return [] }
      return target().map { [Change(table: $0, isInsert: verb == "INSERT")] } ?? []
    case "UPDATE":
      skipConflictClause()
      guard let table = target() else { return [] }
      return [Change(table: table, columns: assignedColumns())]
    case "TRUNCATE":
      _ = take("TABLE")
      return truncated()
    default: return []
    }
  }

  private mutating func take(_ keyword: String) -> Bool {
    guard words.first?.keyword == keyword else { return false }
    words.removeFirst()
    return true
  }

  private mutating func takeSign(_ sign: Character) -> Bool {
    guard words.first?.sign == sign else { return false }
    words.removeFirst()
    return true
  }

  /// SQLite's `OR IGNORE`.
  private mutating func skipConflictClause() {
    if take("OR") { words = words.dropFirst() }
  }

  private mutating func target() -> [String]? {
    _ = take("ONLY")
    guard let first = words.popFirst()?.identifier else { return nil }
    var parts = [first]
    while takeSign("."), let next = words.popFirst()?.identifier { parts.append(next) }
    return parts
  }

  private mutating func truncated() -> [Change] {
    var changes: [Change] = []
    repeat {
      guard let table = target() else { break }
      changes.append(Change(table: table))
      _ = takeSign("*")
    } while takeSign(",")
    return changes
  }

  /// - Returns: `nil` where they cannot be told.
  private mutating func assignedColumns() -> Set<String>? {
    words = words.drop { $0.keyword != "SET" }
    guard take("SET") else { return nil }
    var columns: Set<String> = []
    var depth = 0
    var isAtStart = true
    while let word = words.popFirst() {
      if depth == 0, ["FROM", "WHERE", "RETURNING"].contains(word.keyword) { break }
      switch word.sign {
      case "(":
        depth += 1
        // `(a, b) = (…)`
        if isAtStart { columns.formUnion(list()) }
        isAtStart = false
      case ")": depth -= 1
      case "," where depth == 0: isAtStart = true
      default:
        if isAtStart, let column = word.identifier { columns.insert(column) }
        isAtStart = false
      }
    }
    return columns
  }

  private func list() -> [String] {
    words.prefix { $0.sign != ")" }.compactMap(\.identifier)
  }
}
