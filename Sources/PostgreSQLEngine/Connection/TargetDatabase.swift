internal import Engine
internal import Glibc

/// A database that a person names, which may not be there yet.
struct TargetDatabase {
  private let address: ServerAddress
  private var path: String { address.display }

  init(_ url: DatabaseURL) { address = ServerAddress(url) }

  /// - Throws: ``DatabaseError/notFound(path:)``, ``DatabaseError/cannotOpen(path:reason:)`` and the
  ///   like.
  func connect(creating: Bool) throws -> Connection {
    let start = ContinuousClock.now
    do {
      return try address.connect()
    } catch let refusal as ConnectionRefusal {
      // A server that has said nothing is not asked again.
      let isSilent = .now - start > Self.patience
      guard try !isSilent && isMissing(after: refusal) else {
        throw DatabaseError.cannotOpen(path: path, reason: refusal.summary)
      }
      guard creating else { throw DatabaseError.notFound(path: path) }
      try create(refusal.database)
      return try DatabaseError.translating(path) { try address.connect() }
    }
  }

  /// A server that refuses does so sooner.
  private static let patience = Duration.seconds(5)

  func exists() throws -> Bool {
    do {
      _ = try connect(creating: false)
      return true
    } catch DatabaseError.notFound {
      return false
    }
  }

  /// - Throws: ``DatabaseError/cannotDrop(path:reason:)``, where another session uses it too.
  func drop() throws {
    let name = try connect(creating: false).query("SELECT current_database()").first?.first
    do {
      try maintenance(besides: name.flatMap(\.self) ?? "")?
        .query("DROP DATABASE \((name.flatMap(\.self) ?? "").quotedIdentifier)")
    } catch {
      let reason = [error.message, error.detail].compactMap(\.self).joined(separator: ": ")
      throw DatabaseError.cannotDrop(path: path, reason: reason)
    }
  }

  /// What the server says of a refused connection may be in any language: it is asked otherwise.
  private func isMissing(after refusal: ConnectionRefusal) throws -> Bool {
    guard !refusal.needsPassword, let connection = maintenance(besides: refusal.database) else {
      return false
    }
    return try DatabaseError.translating(path) {
      try connection.query(
        "SELECT 1 FROM pg_database WHERE datname = $1", [refusal.database]
      ).isEmpty
    }
  }

  private func create(_ name: String) throws {
    for attempt in 1... {
      do {
        try maintenance(besides: name)?.query("CREATE DATABASE \(name.quotedIdentifier)")
        return
      } catch  where SQLState.madeMeanwhile.contains(error.state) {
        // Another process was quicker.
        return
      } catch  where error.state == SQLState.objectInUse && attempt < Self.attempts {
        // Another session is in the template for as long as it makes a database too.
        usleep(UInt32(50_000 * attempt))
      } catch {
        throw DatabaseError.cannotCreate(path: path, reason: error.message)
      }
    }
  }

  /// How often a template that is in use is tried again; for three seconds in all.
  private static let attempts = 10

  /// A session with one of the databases that every server has; `nil` where none takes us.
  private func maintenance(besides name: String) -> Connection? {
    ["postgres", "template1"].lazy.filter { $0 != name }
      .compactMap { try? address.with(database: $0).connect() }.first
  }
}
