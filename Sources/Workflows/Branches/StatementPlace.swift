internal import Revisions
internal import SchemaModel

/// A statement of a revision, and where it stands.
package struct StatementPlace: Hashable, Sendable {
  package var path: String
  package var line: Int
  /// The statement's first line.
  package var text: String
}

extension RevisionFile {
  /// The statements of the up script that mention one of the names.
  ///
  /// A line that ends in a semicolon is taken for the end of a statement, whatever the dialect: this
  /// is for people to look at.
  func statements(
    mentioning names: Set<String>, dialect: Dialect
  ) -> [StatementPlace] {
    guard let section = revision.section(.up, dialect: dialect.rawValue),
      case .sql(let text) = section.body
    else { return [] }
    var places: [StatementPlace] = []
    var start: (line: Int, text: Substring)?
    var words: Set<String> = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let code = line.drop(while: \.isWhitespace)
      guard !code.isEmpty, !code.hasPrefix("--") else { continue }
      start = start ?? (section.firstLine + index, line)
      words.formUnion(code.identifiers)
      guard code.hasSuffix(";"), let first = start else { continue }
      if !words.isDisjoint(with: names) {
        places.append(StatementPlace(path: path, line: first.line, text: String(first.text)))
      }
      start = nil
      words = []
    }
    return places
  }
}

extension Substring {
  /// The runs of letters, digits and underscores, in lower case.
  fileprivate var identifiers: [String] {
    split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map { $0.lowercased() }
  }
}
