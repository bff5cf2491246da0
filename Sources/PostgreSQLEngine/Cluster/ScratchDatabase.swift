internal import Engine
internal import Glibc
internal import Signals

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
  private let onEnd: @Sendable () -> Void
  private let name: String
  private let server: ServerAddress
  /// Removes the database where a signal ends the process; a server of our own ends with it.
  private let undoing: Termination.Token?

  static let prefix = "git_migrate_scratch_"

  /// - Parameters:
  ///   - server: where databases are made and dropped.
  ///   - sessions: the same for who runs scripts, where the server is ours.
  init(
    _ name: String, server: ServerAddress, sessions: ServerAddress?,
    onRole: @escaping @Sendable (String) -> Void = { _ in },
    onEnd: @escaping @Sendable () -> Void = {}
  ) throws {
    self.name = name
    self.onEnd = onEnd
    self.onRole = onRole
    self.server = server
    isOurs = sessions != nil
    address = (sessions ?? server).with(database: name)
    privileges = sessions.map { _ in ScratchPrivileges(server.with(database: name)) }
    undoing = isOurs ? nil : Termination.register { Self.drop(name, on: server) }
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

  deinit {
    Self.drop(name, on: server)
    if let undoing { Termination.forget(undoing) }
    onEnd()
  }

  /// The server may not have seen yet that the last session has ended.
  private static func drop(_ name: String, on server: ServerAddress) {
    _ = try? server.connect()
      .query("DROP DATABASE IF EXISTS \(name.quotedIdentifier) WITH (FORCE)")
  }

  /// Removes what runs of this machine that were killed have left behind.
  ///
  /// A session of theirs may still be at work on a statement.
  ///
  /// - Returns: whether the server has answered.
  @discardableResult
  static func sweep(_ server: ServerAddress) -> Bool {
    guard let connection = try? server.connect(),
      let rows = try? connection.query(
        "SELECT datname FROM pg_database WHERE starts_with(datname, $1)", [prefix])
    else { return false }
    for name in rows.compactMap(\.first).compactMap({ $0 }) {
      let mark = name.dropFirst(prefix.count)
      if let maker = ProcessMark(mark) {
        guard maker.isDead else { continue }
        _ = try? connection.query("DROP DATABASE IF EXISTS \(name.quotedIdentifier) WITH (FORCE)")
      } else if isOld(mark) {
        _ = try? connection.query("DROP DATABASE IF EXISTS \(name.quotedIdentifier)")
      }
    }
    return true
  }

  /// Whether a database is of an earlier version of the program and more than an hour old.
  ///
  /// The names began with the time. The server refuses to drop what a session is connected to.
  private static func isOld(_ mark: Substring) -> Bool {
    Int(mark.prefix { $0 != "_" }).map { $0 < time(nil) - 3600 } ?? false
  }
}
