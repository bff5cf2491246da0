package import SchemaModel

/// The address of a database, as people write it for SQLAlchemy, for a server or for a shell.
package struct DatabaseURL: Hashable, Sendable {
  package let dialect: Dialect
  /// For SQLite the file's path; for a server libpq's parameters as they were given, or the URL
  /// without SQLAlchemy's driver part.
  package let location: String

  /// - Throws: ``DatabaseError/unsupportedURL(_:)`` with the password hidden.
  package init(_ text: String) throws(DatabaseError) {
    guard !Self.isParameterList(text) else {
      dialect = .postgresql
      location = text
      return
    }
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
    (text.contains("://") || isParameterList(text)) && withoutPassword(text) != text
  }

  static func withoutPassword(_ text: String) -> String {
    isParameterList(text)
      ? withoutPasswordValue(text) : withoutUserPassword(withoutPasswordParameter(text))
  }

  /// Whether a text is one of libpq's, such as `host=db.example.com dbname=app`.
  private static func isParameterList(_ text: String) -> Bool {
    guard let sign = text.firstIndex(of: "=") else { return false }
    return parameters.contains(String(text[..<sign].filter { !$0.isWhitespace }))
  }

  /// Those that a list may begin with.
  ///
  /// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS
  private static let parameters: Set = [
    "application_name", "dbname", "host", "hostaddr", "options", "passfile", "password", "port",
    "service", "sslmode", "user",
  ]

  /// A value ends at a blank, or where its quote does.
  private static func withoutPasswordValue(_ text: String) -> String {
    text.replacing(/(password\s*=\s*)('(?:[^'\\]|\\.)*'?|(?:[^\s\\]|\\.)*)/) {
      "\($0.1)***"
    }
  }

  /// libpq takes a password among the parameters too.
  private static func withoutPasswordParameter(_ text: String) -> String {
    guard let query = text.firstIndex(of: "?") else { return text }
    let parameters = text[text.index(after: query)...]
      .split(separator: "&", omittingEmptySubsequences: false)
      .map { parameter in
        let name = parameter.prefix { $0 != "=" }.lowercased()
        return name.hasSuffix("password") ? "\(name)=***" : String(parameter)
      }
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
