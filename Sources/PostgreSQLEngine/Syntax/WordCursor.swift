/// A place among the words of a statement.
struct WordCursor {
  private let statement: ScriptStatement
  private var rest: ArraySlice<ScriptStatement.Word>

  init(_ statement: ScriptStatement) {
    self.statement = statement
    rest = statement.words[...]
  }

  /// Passes keywords, if they stand here.
  mutating func take(_ keywords: String...) -> Bool {
    guard rest.count >= keywords.count, zip(rest, keywords).allSatisfy({ $0.keyword == $1 })
    else { return false }
    rest = rest.dropFirst(keywords.count)
    return true
  }

  func isAt(_ keyword: String) -> Bool { rest.first?.keyword == keyword }

  /// Passes one of several keywords, and returns it.
  mutating func take(oneOf keywords: [String]) -> String? {
    guard let keyword = rest.first?.keyword, keywords.contains(keyword) else { return nil }
    rest = rest.dropFirst()
    return keyword
  }

  /// Passes a name, with the schema that stands before it.
  mutating func name() -> [String]? {
    guard let first = rest.first?.identifier else { return nil }
    var parts = [first]
    rest = rest.dropFirst()
    while rest.first == .mark(UInt8(ascii: ".")), let next = rest.dropFirst().first?.identifier {
      parts.append(next)
      rest = rest.dropFirst(2)
    }
    return parts
  }

  /// Passes what stands in parentheses here; the keywords in it.
  mutating func parenthesized() -> [String] {
    guard rest.first == .mark(UInt8(ascii: "(")) else { return [] }
    let inner = rest.dropFirst().prefix { $0 != .mark(UInt8(ascii: ")")) }
    rest = rest.dropFirst(inner.count + 2)
    return inner.map(\.keyword)
  }

  /// The text behind the last word that was passed.
  var remainder: String {
    let passed = rest.startIndex
    let start = passed > 0 ? statement.ends[passed - 1] : 0
    return String(decoding: Array(statement.text.utf8).dropFirst(start), as: UTF8.self)
  }
}
