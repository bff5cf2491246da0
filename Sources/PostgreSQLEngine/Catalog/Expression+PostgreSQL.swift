internal import SchemaModel

extension Expression {
  /// An expression or a definition as the server prints it.
  ///
  /// What the server prints it reads as the same, but for some cases that are printed in another way
  /// once they have been read back: lists that are compared as another type, a minus before a
  /// number, aliases that follow from a cast, and conditions that begin with others of the same kind, as `a BETWEEN 1 AND 2 AND b`
  /// does.
  init(postgreSQL text: String) {
    self.init(
      text,
      key: NestedConditions.flattened(
        Self.withNegativeNumbers(Self.withCastElements(ImpliedAliases.removed(from: text)))))
  }

  /// `(ARRAY['a'::character varying, b])::text[]` as
  /// `ARRAY[('a'::character varying)::text, (b)::text]`.
  private static func withCastElements(_ text: String) -> String {
    CastList.rewritten(text) { list, _ in
      let elements = list.elements.map { "(\($0))::\(list.type)" }
      return "ARRAY[" + elements.joined(separator: ", ") + "]"
    }
  }

  /// `'-5'::integer` as `(- 5)`.
  private static func withNegativeNumbers(_ text: String) -> String {
    guard text.contains(bytesOf: "'-") else { return text }
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
