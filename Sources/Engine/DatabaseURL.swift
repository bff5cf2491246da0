package import SchemaModel

/// The address of a database, as people write it for SQLAlchemy, for a server or for a shell.
package struct DatabaseURL: Hashable, Sendable {
  package let dialect: Dialect
  /// For SQLite the file's path; for a server the URL without SQLAlchemy's driver part.
  package let location: String

  /// - Throws: ``DatabaseError/unsupportedURL(_:)`` with the password hidden.
  package init(_ text: String) throws(DatabaseError) {
    guard !text.hasPrefix("file:"), let range = text.firstRange(of: "://") else {
      dialect = .sqlite
      location = text.hasPrefix("file:") ? Self.path(ofFileURL: text) : text
      return
    }
    let scheme = text[..<range.lowerBound].split(separator: "+", maxSplits: 1).first ?? ""
    let rest = String(text[range.upperBound...])
    switch scheme {
    case "sqlite", "sqlite3":
      dialect = .sqlite
      location = try Self.sqlitePath(rest, in: text)
    case "postgresql", "postgres":
      dialect = .postgresql
      location = "postgresql://" + rest
    default:
      throw .unsupportedURL(Self.withoutPassword(text))
    }
  }

  /// `sqlite:///relative.db` and `sqlite:////absolute.db`, as SQLAlchemy reads them.
  private static func sqlitePath(_ rest: String, in text: String) throws(DatabaseError) -> String {
    let path = rest.prefix { $0 != "?" }
    guard path.hasPrefix("/"), path.count > 1, path != "/:memory:" else {
      throw .unsupportedURL(withoutPassword(text))
    }
    return String(path.dropFirst())
  }

  /// `file:relative.db`, `file:/absolute.db` and `file:///absolute.db`, as SQLite reads them.
  private static func path(ofFileURL text: String) -> String {
    let rest = text.dropFirst(5).prefix { $0 != "?" && $0 != "#" }
    guard rest.hasPrefix("//") else { return String(rest) }
    return String(rest.dropFirst(2).drop { $0 != "/" })
  }

  /// The address for messages: never with a password.
  package var display: String { Self.withoutPassword(location) }

  /// Whether a text is an address with a password in it.
  package static func hasPassword(_ text: String) -> Bool {
    text.contains("://") && withoutPassword(text) != text
  }

  static func withoutPassword(_ text: String) -> String {
    withoutUserPassword(withoutPasswordParameter(text))
  }

  /// libpq takes a password among the parameters too.
  private static func withoutPasswordParameter(_ text: String) -> String {
    guard let query = text.firstIndex(of: "?") else { return text }
    let parameters = text[text.index(after: query)...]
      .split(separator: "&", omittingEmptySubsequences: false)
      .map { $0.lowercased().hasPrefix("password=") ? "password=***" : String($0) }
    return text[...query] + parameters.joined(separator: "&")
  }

  private static func withoutUserPassword(_ text: String) -> String {
    guard let scheme = text.firstRange(of: "://"),
      let at = text[scheme.upperBound...].lastIndex(of: "@"),
      let colon = text[scheme.upperBound..<at].firstIndex(of: ":")
    else { return text }
    return text[...colon] + "***" + text[at...]
  }
}
