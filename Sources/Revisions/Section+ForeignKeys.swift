extension Section {
  /// Whether SQLite is not to enforce foreign keys while the script runs.
  ///
  /// The script says so itself, with `PRAGMA foreign_keys = OFF` before any statement that is no
  /// pragma; in older files the line that opens the section does.
  package var suspendsForeignKeys: Bool {
    guard case .sql(let text) = body else { return options.foreignKeysOff }
    return options.foreignKeysOff || Self.switchesForeignKeysOff(text[...])
  }

  private static func switchesForeignKeysOff(_ text: Substring) -> Bool {
    var rest = text.withoutLeadingComments
    while rest.prefix(6).lowercased() == "pragma", let end = rest.firstIndex(of: ";") {
      let words = rest[..<end].lowercased().filter { !$0.isWhitespace && !"='\"()".contains($0) }
      if offs.contains(words) { return true }
      rest = rest[rest.index(after: end)...].withoutLeadingComments
    }
    return false
  }

  /// The pragma in the ways in which SQLite reads it: <https://www.sqlite.org/pragma.html>.
  private static let offs = Set(
    ["off", "0", "no", "false"].flatMap {
      ["pragmaforeign_keys\($0)", "pragmamain.foreign_keys\($0)"]
    })
}

extension Substring {
  /// The text from its first statement on.
  fileprivate var withoutLeadingComments: Substring {
    var rest = drop(while: \.isWhitespace)
    while true {
      if rest.begins(with: "--") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.begins(with: "/*") {
        guard let end = rest.firstRange(of: "*/") else { return "" }
        rest = rest[end.upperBound...]
      } else {
        return rest
      }
      rest = rest.drop(while: \.isWhitespace)
    }
  }
}
