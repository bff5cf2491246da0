internal import SchemaModel

/// Aliases that a cast gives a column by itself: `NULL::smallint AS int2`.
///
/// The server does not print them where it has put the cast there, as in a `UNION`, and prints them
/// once that has been read back (`FigureColname` in `src/backend/parser/parse_target.c`).
enum ImpliedAliases {
  /// The text without them.
  static func removed(from text: String) -> String {
    guard text.contains(bytesOf: "::"), text.contains(bytesOf: " AS ") else { return text }
    var result = ""
    var done = text.startIndex
    for start in SQLList.unquoted("A", in: text) where start > done {
      guard text[start...].hasPrefix("AS "), text[..<start].hasSuffix(" ") else { continue }
      let end = text.index(before: start)
      let behind = String(text[start...].dropFirst("AS ".count).prefix(Self.reach))
      let alias = behind[..<SQLWords.endOfFirst(in: behind)]
      guard let type = castType(before: text[..<end]), name(of: type) == unquoted(alias) else {
        continue
      }
      result += text[done..<end]
      done = text.index(start, offsetBy: "AS ".count + alias.count)
    }
    return result + text[done...]
  }

  /// More than a type or an alias can have, so that long texts take no longer for each of them.
  private static let reach = 200

  /// The type to which the last expression of a text is cast.
  private static func castType(before text: Substring) -> String? {
    let text = text.suffix(reach)
    guard let colons = text.lastRange(of: "::") else { return nil }
    let type = text[colons.upperBound...]
    let isType = type.allSatisfy { character in
      character.isLetter || character.isNumber || " _.\"(,)[]".contains(character)
    }
    return isType && type.count { $0 == "(" } == type.count { $0 == ")" } ? String(type) : nil
  }

  /// What a type is called in the catalog, without its schema.
  private static func name(of type: String) -> String {
    var base = TypeName(type).base
    while base.hasSuffix("[]") { base.removeLast(2) }
    if let name = catalogNames[base] { return name }
    return unquoted(base[(base.lastIndex(of: ".").map(base.index(after:)) ?? base.startIndex)...])
  }

  private static func unquoted(_ identifier: Substring) -> String {
    identifier.hasPrefix("\"") ? String(identifier.dropFirst().dropLast()) : String(identifier)
  }

  /// Those that SQL has other words for.
  private static let catalogNames = [
    "smallint": "int2", "integer": "int4", "bigint": "int8", "real": "float4",
    "double precision": "float8", "boolean": "bool", "character varying": "varchar",
    "character": "bpchar", "bit varying": "varbit", "timestamp without time zone": "timestamp",
    "timestamp with time zone": "timestamptz", "time without time zone": "time",
    "time with time zone": "timetz",
  ]
}

extension Substring {
  fileprivate func lastRange(of text: String) -> Range<Substring.Index>? {
    var found: Range<Substring.Index>?
    var rest = self
    while let range = rest.firstRange(of: text) {
      found = range
      rest = rest[range.upperBound...]
    }
    return found
  }
}
