internal import Engine
internal import SchemaModel

/// What an `EXCLUDE` constraint asks, read from the server's text of it.
///
/// <https://www.postgresql.org/docs/current/sql-createtable.html>
struct ExclusionRule {
  private struct Element {
    let column: Name
    let `operator`: String
  }

  private let elements: [Element]
  private let predicate: String?

  /// - Returns: `nil` where an element is an expression, or names an operator class or collation.
  init?(_ definition: String) {
    guard let opening = definition.firstIndex(of: "(") else { return nil }
    let rest = definition[definition.index(after: opening)...]
    guard let end = SQLList.end(of: rest) else { return nil }
    var elements: [Element] = []
    for text in SQLList.elements(of: String(rest[..<end])) {
      guard let element = Self.element(text) else { return nil }
      elements.append(element)
    }
    self.elements = elements
    predicate = Self.predicate(String(rest[end...].dropFirst()))
  }

  private static func element(_ text: String) -> Element? {
    guard let with = text.ranges(of: " WITH ").last else { return nil }
    let column = String(text[..<with.lowerBound])
    let name = Name(unquoting: column)
    guard name.identifier == column else { return nil }
    return Element(column: name, operator: String(text[with.upperBound...]))
  }

  private static func predicate(_ text: String) -> String? {
    guard let start = text.firstRange(of: " WHERE (") else { return nil }
    let rest = text[start.upperBound...]
    return SQLList.end(of: rest).map { String(rest[..<$0]) }
  }

  /// The condition for rows that another row excludes.
  func violation(in rows: RowConditions) -> String {
    rows.isExcluded(
      by: elements.map { ($0.column, $0.operator) }, predicate: predicate, rowID: "ctid")
  }
}
