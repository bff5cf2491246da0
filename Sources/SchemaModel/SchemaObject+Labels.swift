extension SchemaObject {
  /// The labels of an enumeration type, in their order; none of any other object.
  ///
  /// The definition lists them as literals: `('a', 'it''s', E'back\\slash')`.
  package var labels: [String] {
    guard kind == .enumeration else { return [] }
    var labels: [String] = []
    var rest = definition.spelling.unicodeScalars[...]
    while let start = rest.firstIndex(of: "'") {
      let isEscaped = rest[..<start].last == "E"
      rest = rest[start...].dropFirst()
      labels.append(Self.literal(&rest, isEscaped))
    }
    return labels
  }

  /// Reads a literal to the end of its quotes.
  private static func literal(
    _ rest: inout Substring.UnicodeScalarView, _ isEscaped: Bool
  ) -> String {
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      if scalar == "'" || isEscaped && scalar == "\\" {
        guard rest.first == scalar else { break }
        rest.removeFirst()
      }
      text.append(scalar)
    }
    return String(text)
  }
}

extension Schema {
  package func enumeration(named name: Name) -> SchemaObject? {
    dialect.altersObjects
      ? objects.first { $0.kind == .enumeration && $0.name == name } : nil
  }
}
