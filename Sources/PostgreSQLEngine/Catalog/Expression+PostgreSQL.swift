internal import SchemaModel

extension Expression {
  /// An expression or a definition as the server prints it.
  ///
  /// What the server prints it reads as the same, but for two cases that are printed in another way
  /// once they have been read back: the list of `varchar_column IN ('a', 'b')`, and conditions that
  /// begin with others of the same kind, as `a BETWEEN 1 AND 2 AND b` does.
  init(postgreSQL text: String) {
    self.init(text, key: FlatConditions.text(of: Self.withCastElements(text)))
  }

  /// `(ARRAY['a'::character varying])::text[]` as `ARRAY[('a'::character varying)::text]`.
  private static func withCastElements(_ text: String) -> String {
    guard text.utf8.firstRange(of: "])::text[]".utf8) != nil else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "(ARRAY[") {
      let inside = rest[start.upperBound...]
      guard let elements = inside.varcharLiterals(), inside[elements.end...].hasPrefix("])::text[]")
      else {
        result += rest[..<start.upperBound]
        rest = inside
        continue
      }
      result += rest[..<start.lowerBound]
      result += "ARRAY[" + elements.list.map { "(\($0))::text" }.joined(separator: ", ") + "]"
      rest = inside[elements.end...].dropFirst("])::text[]".count)
    }
    return result + rest
  }
}

extension Substring {
  /// The literals of a list at the beginning of the text, and where it ends; `nil` for other lists.
  fileprivate func varcharLiterals() -> (list: [Substring], end: Index)? {
    let type = "'::character varying"
    var list: [Substring] = []
    var position = startIndex
    while self[position...].hasPrefix("'") {
      let start = position
      position = index(after: position)
      while position < endIndex, self[position] != "'" || self[position...].hasPrefix("''") {
        let isDoubled = self[position] == "'"
        position = index(position, offsetBy: isDoubled ? 2 : 1)
      }
      guard self[position...].hasPrefix(type) else { return nil }
      position = index(position, offsetBy: type.count)
      list.append(self[start..<position])
      if self[position...].hasPrefix(", ") { position = index(position, offsetBy: 2) }
    }
    return list.isEmpty ? nil : (list, position)
  }
}
