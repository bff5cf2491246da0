extension Revision {
  /// The name of the revision's file, such as `ac423ee17380_user_table.sql`.
  package var fileName: String { "\(id)_\(slug).sql" }

  /// The message in at most forty lower-case letters, digits and underscores.
  private var slug: String {
    var slug = ""
    for word in words {
      let longer = slug.isEmpty ? word : slug + "_" + word
      if longer.count > Self.longestSlug { break }
      slug = longer
    }
    return slug.isEmpty ? String((words.first ?? "revision").prefix(Self.longestSlug)) : slug
  }

  private static let longestSlug = 40

  private var words: [String] {
    message.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map { $0.lowercased() }
  }
}
