internal import Engine
internal import SchemaModel

/// Where a database is, for libpq, which adds its environment, service file and password file.
struct ServerAddress: Sendable {
  private let location: String
  /// What messages call the database: never with a password.
  let display: String
  /// The database instead of the location's own.
  var database: String?

  init(_ url: DatabaseURL) {
    location = url.location
    display = url.display
  }

  /// A server that listens on a socket in a directory.
  init(socketDirectory: String, user: String, database: String) {
    location = "host='\(socketDirectory)' user='\(user)' options=' '"
    display = database
    self.database = database
  }

  func with(database: String) -> ServerAddress {
    var other = self
    other.database = database
    return other
  }

  /// - Throws: ``ConnectionRefusal``, ``DatabaseError/serverTooOld(path:version:)``.
  func connect() throws -> Connection {
    try refuseUnreadable()
    var parameters = [("dbname", location)]
    if let database { parameters.append(("dbname", database)) }
    parameters += [("client_encoding", "UTF8"), ("fallback_application_name", "git-migrate")]
    let connection = try Connection(parameters)
    guard connection.serverVersion >= Self.oldestVersion else {
      throw DatabaseError.serverTooOld(
        path: display, version: Self.spelling(ofVersion: connection.serverVersion))
    }
    return connection
  }

  private static let oldestVersion = 130_000

  /// As people write it: 15.18, and 9.6 for the numbering before version 10.
  static func spelling(ofVersion version: Int) -> String {
    version >= 100_000
      ? "\(version / 10_000).\(version % 10_000)"
      : "\(version / 10_000).\(version / 100 % 100)"
  }

  /// What libpq cannot read it quotes, and that may be a part of the password.
  private func refuseUnreadable() throws {
    let library = try Libpq.load()
    var reason: UnsafeMutablePointer<CChar>?
    let options = library.parseAddress(location, &reason)
    defer {
      library.freeAddress(options)
      library.freeMemory(reason)
    }
    guard options == nil || isAmbiguous else { return }
    let words = reason.map { String(cString: $0) } ?? "a password with '/', '?' or '#' in it"
    throw DatabaseError.cannotOpen(
      path: display,
      reason: options == nil
        ? Self.withoutQuoted(words) : "its password holds a character that must be written as %XX")
  }

  /// Whether what stands before the `@` may have been read as something else than a password.
  private var isAmbiguous: Bool {
    guard let scheme = location.firstRange(of: "://"),
      let at = location[scheme.upperBound...].lastIndex(of: "@")
    else { return false }
    return location[scheme.upperBound..<at].prefix { $0 != "?" }.contains { "/#".contains($0) }
  }

  /// libpq puts what it quotes in double quotes.
  private static func withoutQuoted(_ text: String) -> String {
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.enumerated().map { $0 % 2 == 0 ? String($1) : "\"***\"" }.joined()
  }
}
