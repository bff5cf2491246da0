/// The values of a row, read one after the other.
struct CatalogRow {
  private var values: ArraySlice<String?>

  init(_ values: [String?]) { self.values = values[...] }

  /// A value that is never NULL.
  mutating func text() -> String { optional() ?? "" }

  mutating func optional() -> String? { values.popFirst() ?? nil }

  mutating func bool() -> Bool { optional() == "t" }

  /// A list that the query joined with U+001F, the unit separator.
  mutating func list() -> [String] {
    guard let text = optional() else { return [] }
    return text.split(separator: "\u{1F}", omittingEmptySubsequences: false).map { String($0) }
  }
}
