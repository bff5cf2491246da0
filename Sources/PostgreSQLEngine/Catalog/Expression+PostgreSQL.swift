internal import SchemaModel

extension Expression {
  /// An expression or a definition as the server prints it.
  ///
  /// What the server prints it reads as the same, but for some cases that are printed in another way
  /// once they have been read back: lists of `varchar` that are compared as text, a minus before a
  /// number, and conditions that begin with others of the same kind, as `a BETWEEN 1 AND 2 AND b`
  /// does.
  init(postgreSQL text: String) {
    self.init(
      text, key: FlatConditions.text(of: Self.withNegativeNumbers(Self.withCastElements(text))))
  }

  /// `(ARRAY['a'::character varying, b])::text[]` as
  /// `ARRAY[('a'::character varying)::text, (b)::text]`.
  private static func withCastElements(_ text: String) -> String {
    let cast = "])::text[]"
    guard text.utf8.firstRange(of: cast.utf8) != nil else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "(ARRAY[") {
      let inside = rest[start.upperBound...]
      guard let end = SQLList.end(of: inside), inside[end...].hasPrefix(cast) else {
        result += rest[..<start.upperBound]
        rest = inside
        continue
      }
      let elements = SQLList.elements(of: String(inside[..<end])).map { "(\($0))::text" }
      result += rest[..<start.lowerBound] + "ARRAY[" + elements.joined(separator: ", ") + "]"
      rest = inside[end...].dropFirst(cast.count)
    }
    return result + rest
  }

  /// `'-5'::integer` as `(- 5)`.
  private static func withNegativeNumbers(_ text: String) -> String {
    guard text.utf8.firstRange(of: "'-".utf8) != nil else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "'-") {
      let digits = rest[start.upperBound...].prefix { $0.isNumber || $0 == "." }
      let end = rest[digits.endIndex...]
      let type = digits.contains(".") ? "'::numeric" : "'::integer"
      let isNumber = !digits.isEmpty && end.hasPrefix(type)
      result += rest[..<start.lowerBound] + (isNumber ? "(- \(digits))" : "'-\(digits)")
      rest = isNumber ? end.dropFirst(type.count) : end
    }
    return result + rest
  }
}
