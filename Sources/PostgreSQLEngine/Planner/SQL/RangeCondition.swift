/// `((n >= 1) AND (n <= 5))` or `((n < 1) OR (n > 5))`: what the server prints of `BETWEEN`.
struct RangeCondition {
  /// With the parentheses.
  let text: String

  init?(_ printed: String) {
    guard let inside = Self.inside(of: printed) else { return nil }
    if let range = Self.range(inside, " AND ", [" >= ", " <= "]) {
      text = "(\(range.value) BETWEEN \(range.lower) AND \(range.upper))"
    } else if let range = Self.range(inside, " OR ", [" < ", " > "]) {
      text = "(\(range.value) NOT BETWEEN \(range.lower) AND \(range.upper))"
    } else {
      return nil
    }
  }

  private static func range(
    _ text: String, _ conjunction: String, _ comparisons: [String]
  ) -> (value: String, lower: String, upper: String)? {
    guard let (first, second) = parted(text, at: conjunction),
      let lower = inside(of: first).flatMap({ parted($0, at: comparisons[0]) }),
      let upper = inside(of: second).flatMap({ parted($0, at: comparisons[1]) }),
      lower.0.utf8.elementsEqual(upper.0.utf8),
      ![lower.1, upper.1].contains(where: { $0.hasPrefix("ANY (") || $0.hasPrefix("ALL (") })
    else { return nil }
    return (lower.0, lower.1, upper.1)
  }

  /// What stands in the parentheses that are the whole text.
  private static func inside(of text: String) -> String? {
    guard text.hasPrefix("("), text.hasSuffix(")"),
      SQLList.end(of: text.dropFirst()) == text.index(before: text.endIndex)
    else { return nil }
    return String(text.dropFirst().dropLast())
  }

  /// The text before and behind the only place where the operator stands outside parentheses.
  private static func parted(_ text: String, at operator: String) -> (String, String)? {
    let places = SQLList.unquoted(" ", in: text, depth: 0).filter {
      text[$0...].hasPrefix(`operator`)
    }
    guard places.count == 1, let place = places.first else { return nil }
    return (String(text[..<place]), String(text[place...].dropFirst(`operator`.count)))
  }
}
