/// The line that opens a section, such as `-- migrate:up sqlite transaction:false`.
struct SectionMarker {
  let direction: Section.Direction
  private(set) var dialect: String?
  private(set) var options = SectionOptions()
  /// Why there is no way back, where the line says so.
  private(set) var irreversible: String?

  static func opens(_ line: Substring) -> Bool {
    guard var rest = words(of: line) else { return false }
    return rest.takeWord() != precheck
  }

  /// What a line inside of a section begins with that asks for a query before it.
  private static let precheck: Substring = "check"

  /// Reads a line that opens a section.
  init(parsing line: Substring) throws(RevisionFileError.Fact) {
    var rest = Self.words(of: line) ?? ""
    let name = rest.takeWord()
    guard let direction = Section.Direction(rawValue: String(name)) else {
      throw .unknownSection(String(name))
    }
    self.direction = direction
    while !rest.isEmpty { try take(rest.takeWord(), rest: &rest) }
  }

  private mutating func take(
    _ word: Substring, rest: inout Substring
  ) throws(RevisionFileError.Fact) {
    if word == "irreversible:" && direction == .down {
      irreversible = String(rest)
      rest = ""
    } else if !word.contains(":") && dialect == nil && options == SectionOptions() {
      dialect = String(word)
    } else {
      try options.apply(word)
    }
  }

  /// What follows `-- migrate:`, or `nil` in any other line.
  private static func words(of line: Substring) -> Substring? {
    guard line.begins(with: "--") else { return nil }
    let comment = line.dropFirst(2).trimmed
    return comment.hasPrefix("migrate:") ? comment.dropFirst("migrate:".count).trimmed : nil
  }
}

extension Substring {
  /// Removes and returns the first word, and the blanks after it.
  mutating func takeWord() -> Substring {
    let word = prefix { !$0.isWhitespace }
    self = dropFirst(word.count).trimmed
    return word
  }
}
