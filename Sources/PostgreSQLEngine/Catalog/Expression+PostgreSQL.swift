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
    var bytes = Array(text.utf8)
    for token in Lexer.tokens(of: text).reversed() where token.kind == .string {
      let literal = bytes[token.range]
      guard literal.starts(with: "'-".utf8) else { continue }
      let digits = String(decoding: literal.dropFirst(2).dropLast(), as: UTF8.self)
      let type = digits.contains(".") ? "::numeric" : "::integer"
      guard !digits.isEmpty, digits.allSatisfy({ $0.isNumber || $0 == "." }),
        bytes[token.range.upperBound...].starts(with: type.utf8)
      else { continue }
      let end = token.range.upperBound + type.utf8.count
      bytes.replaceSubrange(token.range.lowerBound..<end, with: "(- \(digits))".utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
