internal import SchemaModel

extension String {
  /// The text as an identifier in double quotes.
  var quotedIdentifier: String { quoted(by: "\"") }

  /// The text as a string constant; a backslash in it is one where `standard_conforming_strings`
  /// is on, as in the sessions here.
  var quotedLiteral: String { quoted(by: "'") }

  /// Looks at scalars: a mark and a combining character after it are one `Character`.
  private func quoted(by mark: Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView([mark])
    for scalar in unicodeScalars {
      if scalar == mark { result.append(mark) }
      result.append(scalar)
    }
    result.append(mark)
    return String(result)
  }
}

extension Name {
  /// The name in quotes, with the schema that it is in.
  var quoted: String { "\((namespace ?? "public").quotedIdentifier).\(spelling.quotedIdentifier)" }
}
