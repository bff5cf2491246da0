internal import Engine
internal import Glibc
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

  /// A server of our own, that listens on a socket in a directory.
  ///
  /// Each parameter that libpq would otherwise take from its environment, or from a service file,
  /// has a value here: those are meant for another server.
  init(socketDirectory: String, user: String, database: String) {
    location = """
      host='\(socketDirectory)' hostaddr='' port=5432 user='\(user)' options=' ' \
      target_session_attrs=any channel_binding=prefer sslmode=disable gssencmode=disable
      """
    display = "<scratch>"
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
    var parameters = defaults + [("dbname", location)]
    if let database { parameters.append(("dbname", database)) }
    parameters += [("client_encoding", "UTF8"), ("fallback_application_name", "git-migrate")]
    let connection = try Connection(parameters)
    guard connection.serverVersion >= Self.oldestVersion else {
      throw DatabaseError.serverTooOld(
        path: display, version: Self.spelling(ofVersion: connection.serverVersion))
    }
    return connection
  }

  /// By itself libpq waits for ever; what the location says counts instead of these.
  ///
  /// They would count instead of what a service file says.
  private var defaults: [(name: String, value: String)] {
    guard !location.contains("service="), getenv("PGSERVICE") == nil else { return [] }
    let timeout = getenv("PGCONNECT_TIMEOUT") == nil ? [("connect_timeout", "10")] : []
    return timeout + [
      ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
    ]
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
    let words = reason.map { Self.withoutQuoted(String(cString: $0)) }
    throw DatabaseError.cannotOpen(
      path: display,
      reason: words?.filter { !$0.isNewline }
        ?? "in a password '/' must be written as %2F, and '@' as %40")
  }

  /// Whether libpq may read a part of the password as something else: it ends the password at the
  /// first `@`, and looks for none behind a `/`.
  private var isAmbiguous: Bool {
    guard let scheme = location.firstRange(of: "://"),
      let end = location[scheme.upperBound...].firstIndex(where: { $0 == "@" || $0 == "/" })
    else { return false }
    return location[end...].dropFirst().prefix { $0 != "?" }.contains("@")
  }

  /// libpq puts what it quotes in double quotes.
  private static func withoutQuoted(_ text: String) -> String {
    let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
    return parts.enumerated().map { $0 % 2 == 0 ? String($1) : "\"***\"" }.joined()
  }
}
