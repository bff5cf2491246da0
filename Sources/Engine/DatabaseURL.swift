package import SchemaModel

/// The address of a database, as people write it for SQLAlchemy, for a server or for a shell.
package struct DatabaseURL: Hashable, Sendable {
  package let dialect: Dialect
  /// For SQLite the file's path; for a server the URL without SQLAlchemy's driver part.
  package let location: String

  /// - Throws: ``DatabaseError/unsupportedURL(_:)`` with the password hidden.
  package init(_ text: String) throws(DatabaseError) {
    guard let range = text.firstRange(of: "://") else {
      dialect = .sqlite
      location = text.hasPrefix("file:") ? String(text.dropFirst(5)) : text
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
      throw .unsupportedURL(text)
    }
    return String(path.dropFirst())
  }

  /// The address for messages: never with a password.
  package var display: String { Self.withoutPassword(location) }

  static func withoutPassword(_ text: String) -> String {
    guard let scheme = text.firstRange(of: "://"),
      let at = text[scheme.upperBound...].lastIndex(of: "@"),
      let colon = text[scheme.upperBound..<at].firstIndex(of: ":")
    else { return text }
    return text[...colon] + "***" + text[at...]
  }
}
