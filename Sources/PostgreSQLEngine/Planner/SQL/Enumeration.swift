internal import SchemaModel

/// The labels of an enumeration type.
struct Enumeration {
  /// In their order, without quotes.
  let labels: [String]

  init(_ object: SchemaObject) { labels = object.labels }

  /// Whether new labels are all that it takes.
  func grows(to other: Enumeration) -> Bool {
    var rest = other.labels[...]
    for label in labels {
      guard let place = rest.firstIndex(of: label) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }
}
