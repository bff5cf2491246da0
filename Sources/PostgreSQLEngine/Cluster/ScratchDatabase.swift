internal import Engine
internal import Glibc

/// An empty database, removed again with this value.
final class ScratchDatabase {
  let address: ServerAddress
  /// Whether the whole server is ours, so that what a script lacks may be made there.
  let isOurs: Bool
  /// `nil` on a server that is not ours: there a script has the rights of who is logged in.
  let privileges: ScratchPrivileges?
  let serverVersion: Int
  /// Is told which roles are made for a script.
  let onRole: @Sendable (String) -> Void
  private let name: String
  private let server: ServerAddress

  static let prefix = "git_migrate_scratch_"

  /// - Parameters:
  ///   - server: where databases are made and dropped.
  ///   - sessions: the same for who runs scripts, where the server is ours.
  init(
    _ name: String, server: ServerAddress, sessions: ServerAddress?,
    onRole: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    self.name = name
    self.onRole = onRole
    self.server = server
    isOurs = sessions != nil
    address = (sessions ?? server).with(database: name)
    privileges = sessions.map { _ in ScratchPrivileges(server.with(database: name)) }
    do {
      let connection = try server.connect()
      serverVersion = connection.serverVersion
      // Copying files is quicker where nothing has to be synced to a disk.
      let strategy = isOurs && connection.serverVersion >= 150_000 ? "STRATEGY file_copy" : ""
      let owner = isOurs ? "OWNER \(ThrowawayCluster.user)" : ""
      try connection.query(
        "CREATE DATABASE \(name.quotedIdentifier) \(owner) TEMPLATE template0 ENCODING 'UTF8' \(strategy)"
      )
    } catch let failure as ServerFailure {
      throw isOurs
        ? DatabaseError.scratchServerFailed(reason: failure.message)
        : .cannotCreate(path: server.display, reason: failure.message)
    } catch let refusal as ConnectionRefusal {
      throw isOurs
        ? DatabaseError.scratchServerFailed(reason: refusal.summary)
        : .cannotOpen(path: server.display, reason: refusal.summary)
    }
  }

  deinit { Self.drop(name, on: server) }

  /// The server may not have seen yet that the last session has ended.
  private static func drop(_ name: String, on server: ServerAddress) {
    _ = try? server.connect()
      .query("DROP DATABASE IF EXISTS \(name.quotedIdentifier) WITH (FORCE)")
  }

  /// Removes what runs that were killed have left behind more than an hour ago.
  ///
  /// The server refuses to drop a database that a session is connected to.
  static func sweep(_ server: ServerAddress) {
    guard let connection = try? server.connect() else { return }
    let rows = try? connection.query(
      "SELECT datname FROM pg_database WHERE starts_with(datname, $1)", [prefix])
    for name in (rows ?? []).compactMap(\.first).compactMap({ $0 }) {
      let digits = name.dropFirst(prefix.count).prefix { $0 != "_" }
      guard let made = Int(digits), made < time(nil) - 3600 else { continue }
      _ = try? connection.query("DROP DATABASE IF EXISTS \(name.quotedIdentifier)")
    }
  }
}
