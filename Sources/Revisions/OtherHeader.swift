/// A header that means nothing to this program and is kept as it is.
package struct OtherHeader: Hashable, Sendable {
  /// A letter, then letters, digits and hyphens; none of this program's own names.
  package let name: String
  package let value: String
  /// How many of this program's own headers stand above it.
  package let place: Int

  /// A header; the line breaks of its value become spaces.
  package init(name: String, value: String, place: Int) {
    self.name = name
    self.value = value.onOneLine
    self.place = place
  }
}
