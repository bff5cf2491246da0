internal import SchemaModel

extension String {
  /// The text as an identifier in double quotes.
  var quotedIdentifier: String { quoted(by: "\"") }

  /// The text as a string constant; a backslash in it is one where `standard_conforming_strings`
  /// is on, as in the sessions here.
  var quotedLiteral: String { quoted(by: "'") }

  private func quoted(by mark: String) -> String {
    mark + split(separator: mark, omittingEmptySubsequences: false).joined(separator: mark + mark)
      + mark
  }
}

extension Name {
  /// The name in quotes, with the schema that it is in.
  var quoted: String { "\((namespace ?? "public").quotedIdentifier).\(spelling.quotedIdentifier)" }
}
