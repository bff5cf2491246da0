internal import SchemaModel

extension Name {
  /// The name as it stands in a statement, quoted where it must be.
  var sql: String { namespace.map { "\($0.sqlIdentifier).\(identifier)" } ?? identifier }

  /// The name with its schema in any case: the server would look among its own things first.
  var sqlWithSchema: String { namespace == nil ? "public.\(identifier)" : sql }

  /// The name without its schema.
  var identifier: String { spelling.sqlIdentifier }

  /// A sibling in the same schema.
  func sibling(_ spelling: String) -> Name { Name(exact: spelling, in: namespace) }
}

extension String {
  /// The text as an identifier, with quotes where the server itself would print them.
  var sqlIdentifier: String {
    let isPlain =
      utf8.first.map { $0 == UInt8(ascii: "_") || $0.isLowercaseLetter } ?? false
      && utf8.allSatisfy { $0 == UInt8(ascii: "_") || $0.isLowercaseLetter || $0.isDigit }
    return isPlain && !Keyword.quoted.contains(self)
      ? self : quotedIdentifier
  }

  /// The text as a string literal.
  var sqlLiteral: String { quotedLiteral }
}

extension UInt8 {
  fileprivate var isLowercaseLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self) }
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
