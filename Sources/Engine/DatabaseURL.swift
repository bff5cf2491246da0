package import SchemaModel

/// The address of a database, as people write it for SQLAlchemy, for a server or for a shell.
package struct DatabaseURL: Hashable, Sendable {
  package let dialect: Dialect
  /// For SQLite the file's path; for a server libpq's parameters as they were given, or the URL
  /// without SQLAlchemy's driver part.
  package let location: String

  /// - Throws: ``DatabaseError/unsupportedURL(_:)`` with the password hidden.
  package init(_ text: String) throws(DatabaseError) {
    guard !ConnectionText(text).isParameterList else {
      dialect = .postgresql
      location = text
      return
    }
    let scalars = text.unicodeScalars
    guard !text.hasPrefix("file:"), let range = scalars.firstRange(of: "://".unicodeScalars) else {
      guard !ConnectionText(text).lacksSlashes else {
        throw .unsupportedURL(Self.redacted(text))
      }
      dialect = .sqlite
      location = text.hasPrefix("file:") ? Self.path(ofFileURL: text) : text
      return
    }
    let words = String(scalars[..<range.lowerBound]).split(separator: "+", maxSplits: 1)
    let scheme = words.first?.lowercased() ?? ""
    let rest = String(scalars[range.upperBound...])
    switch scheme {
    case "sqlite", "sqlite3":
      dialect = .sqlite
      location = try Self.sqlitePath(rest, in: text)
    case "postgresql", "postgres":
      dialect = .postgresql
      location = "postgresql://" + rest
    default:
      throw .unsupportedURL(Self.redacted(text))
    }
  }

  /// `sqlite:///relative.db` and `sqlite:////absolute.db`, as SQLAlchemy reads them.
  private static func sqlitePath(_ rest: String, in text: String) throws(DatabaseError) -> String {
    let path = rest.prefix { $0 != "?" }
    guard path.hasPrefix("/"), path.count > 1, path != "/:memory:" else {
      throw .unsupportedURL(redacted(text))
    }
    return String(path.dropFirst())
  }

  /// `file:relative.db`, `file:/absolute.db` and `file:///absolute.db`, as SQLite reads them.
  private static func path(ofFileURL text: String) -> String {
    let rest = text.dropFirst(5).prefix { $0 != "?" && $0 != "#" }
    guard rest.hasPrefix("//") else { return String(rest) }
    return String(rest.dropFirst(2).drop { $0 != "/" })
  }

  /// The address with another path, where it is that of a file and the path is not absolute.
  package func replacingRelativePath(_ path: (String) -> String) -> DatabaseURL {
    guard dialect == .sqlite, !location.hasPrefix("/") else { return self }
    return DatabaseURL(dialect: dialect, location: path(location))
  }

  private init(dialect: Dialect, location: String) {
    self.dialect = dialect
    self.location = location
  }

  /// The address for messages: never with a password.
  package var display: String { Self.redacted(location) }

  /// Whether a text is the address of a database and can be nothing else.
  package static func isAddress(_ text: String) -> Bool {
    let address = ConnectionText(text)
    return address.isURL || address.lacksSlashes || address.isParameterList
      || text.hasPrefix("file:")
  }

  /// Whether a text is an address with a password in it.
  package static func hasPassword(_ text: String) -> Bool { ConnectionText(text).hasSecret }

  /// A text that may be an address, without what is not to be shown of it.
  package static func redacted(_ text: String) -> String { ConnectionText(text).redacted() }
}
