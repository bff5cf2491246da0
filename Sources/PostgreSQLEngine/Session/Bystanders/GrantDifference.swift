internal import SchemaModel

/// The statements that lead from the grants that a thing has to those that it had.
struct GrantDifference {
  private let present: [String]
  private let wanted: [String]

  /// - Parameters: the grants as the catalog tells them; `nil` where a thing has just what it has by
  ///   itself.
  init(from present: SchemaObject?, to wanted: SchemaObject?) {
    self.present = Self.statements(of: present)
    self.wanted = Self.statements(of: wanted)
  }

  private static func statements(of object: SchemaObject?) -> [String] {
    object.map { $0.declaration.split(separator: ";\n").map { String($0) } } ?? []
  }

  /// - Parameter isConcerned: whether a role is one whose grants are to be as they were.
  func statements(_ isConcerned: (String) -> Bool) -> [String] {
    let taken = present.filter { !wanted.contains($0) }.map(Self.reversed)
    let given = wanted.filter { !present.contains($0) }
    return (taken + given).filter { isConcerned(Self.role(in: $0)) }
  }

  /// `GRANT … TO x` as `REVOKE … FROM x`, and the other way round.
  private static func reversed(_ statement: String) -> String {
    let isGrant = statement.hasPrefix("GRANT ")
    let (word, other) = isGrant ? (" TO ", " FROM ") : (" FROM ", " TO ")
    var text = statement.dropFirst(isGrant ? "GRANT ".count : "REVOKE ".count)
    let option = " WITH GRANT OPTION"
    if text.hasSuffix(option) { text = text.dropLast(option.count) }
    guard let place = text.ranges(of: word).last else { return statement }
    return (isGrant ? "REVOKE " : "GRANT ") + text[..<place.lowerBound] + other
      + text[place.upperBound...]
  }

  private static func role(in statement: String) -> String {
    let option = " WITH GRANT OPTION"
    let text = statement.hasSuffix(option) ? statement.dropLast(option.count) : statement[...]
    let word = text.hasPrefix("GRANT ") ? " TO " : " FROM "
    guard let place = text.ranges(of: word).last else { return "" }
    return ScriptMentions.identifier(String(text[place.upperBound...]))
  }
}
