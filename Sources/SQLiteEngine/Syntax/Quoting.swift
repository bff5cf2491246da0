internal import CSQLite
internal import SchemaModel

extension Name {
  /// A name in SQLite, where the case of ASCII letters does not count.
  init(sqlite spelling: String) { self.init(folding: spelling) }

  /// The name as it can stand in a statement: quoted only where it must be.
  var sql: String {
    let isPlain =
      spelling.utf8.allSatisfy { Token.isWordByte($0) && $0 < 0x80 && $0 != UInt8(ascii: "$") }
      && !(spelling.utf8.first.map(Token.isDigit) ?? true)
    if isPlain, sqlite3_keyword_check(spelling, Int32(spelling.utf8.count)) == 0 {
      return spelling
    }
    return Self.quoted(spelling, with: "\"")
  }

  /// Doubles the quotes within; they are looked for among scalars, since a combining mark after a
  /// quote makes another character of it.
  static func quoted(_ text: String, with quote: Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView([quote])
    for scalar in text.unicodeScalars {
      result.append(scalar)
      if scalar == quote { result.append(scalar) }
    }
    result.append(quote)
    return String(result)
  }
}

extension String {
  /// The text as an SQL string literal.
  var sqlLiteral: String { Name.quoted(self, with: "'") }
}
