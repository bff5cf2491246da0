/// Names for people, of which there may be many.
enum NameList {
  /// The first names, and how many more there are.
  static func short(_ names: [String], limit: Int = 10) -> [String] {
    guard names.count > limit + 1 else { return names }
    return names.prefix(limit) + ["\(names.count - limit) more"]
  }
}
