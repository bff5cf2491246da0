/// A query for rows that make a script fail, to be run before it: it must return nothing.
package struct Precheck: Hashable, Sendable {
  package var query: String
  /// What its rows would make the script fail for, where a plan asks it.
  package var hazard: Hazard?

  package init(query: String, hazard: Hazard? = nil) {
    self.query = query
    self.hazard = hazard
  }

  /// A query for the rows of a table that meet a condition.
  ///
  /// - Returns: `nil` where it would not fit on one line, as it has to in a script.
  package init?(_ hazard: Hazard, rowsOf table: String, where condition: String) {
    let query = "\(Self.opening)\(table) WHERE \(condition)"
    guard !query.contains(where: \.isNewline) else { return nil }
    self.init(query: query, hazard: hazard)
  }

  /// The statement that removes the rows which the query finds, where its form tells their table.
  package var removal: String? {
    query.hasPrefix(Self.opening) ? "DELETE FROM \(query.dropFirst(Self.opening.count))" : nil
  }

  /// The comment that asks for the query at the head of a script.
  package var line: String { "\(Self.mark) \(query)\n" }

  private static let opening = "SELECT * FROM "
  fileprivate static let mark = "-- migrate:check"
}

extension Script {
  /// A text without the queries that the comments at its head ask for.
  package static func withoutPrechecks(_ text: String) -> String {
    var rest = text[...]
    while rest.hasPrefix(Precheck.mark + " ") {
      rest = rest.drop { !$0.isNewline }.dropFirst()
    }
    return rest.utf8.count == text.utf8.count ? text : String(rest.drop(while: \.isNewline))
  }

  /// The queries that the comments at the script's head ask for.
  package var prechecks: [Precheck] {
    text.split(whereSeparator: \.isNewline).prefix { $0.hasPrefix("--") }
      .filter { $0.hasPrefix(Precheck.mark + " ") }
      .map { line in
        let query = line.dropFirst(Precheck.mark.count + 1).drop(while: \.isWhitespace)
        return Precheck(query: query.last == ";" ? String(query.dropLast()) : String(query))
      }
  }
}
