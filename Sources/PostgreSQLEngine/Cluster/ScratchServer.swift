internal import Engine
internal import Glibc
internal import Signals
internal import Synchronization

/// The server on which scratch databases are made: one that the project names, else our own.
final class ScratchServer: Sendable {
  private let configuration: PostgreSQLConfiguration
  private let cluster = Mutex<ThrowawayCluster?>(nil)
  private let count = Atomic(0)
  private let knownVersion = Atomic(0)
  private let knownIdentity = Mutex<String?>(nil)
  private let roles = Mutex<Set<String>>([])
  private let note: ServerNote

  init(_ configuration: PostgreSQLConfiguration) {
    self.configuration = configuration
    note = ServerNote(folder: configuration.notesFolder)
  }

  /// Removes what runs that were killed have left on the project's server, where a note tells of it.
  func removeLeftovers() {
    guard let url = configuration.scratchURL else { return }
    note.settle { ScratchDatabase.sweep(ServerAddress(url)) }
  }

  /// The server's version as a number, once a database has been made on it.
  var version: Int? {
    let version = knownVersion.load(ordering: .relaxed)
    return version > 0 ? version : nil
  }

  /// What tells the server from one that may print a schema otherwise; `nil` where there is none.
  ///
  /// A server of our own is not started for it: its program is known by its file.
  var identity: String? {
    knownIdentity.withLock { known in
      if let known { return known }
      known = configuration.scratchURL.map(Self.identity) ?? installedIdentity
      return known
    }
  }

  private static func identity(of url: DatabaseURL) -> String? {
    guard let connection = try? ServerAddress(url).connect(),
      let version = connection.parameter("server_version")
    else { return nil }
    return "server \(url.display) \(version)"
  }

  private var installedIdentity: String? {
    guard let installation = Installation(searchPath: configuration.environment["PATH"]) else {
      return nil
    }
    let program = "\(installation.binaries)/postgres"
    var status = stat()
    guard stat(program, &status) == 0 else { return nil }
    let time = status.st_mtim
    return "program \(program) \(status.st_size) \(time.tv_sec).\(time.tv_nsec) \(status.st_ino)"
  }

  /// The roles that scripts spoke of, and that were made for them.
  var rolesMade: [String] { roles.withLock { $0.sorted() } }

  /// Makes an empty database.
  ///
  /// - Throws: ``DatabaseError``.
  func makeDatabase() throws -> ScratchDatabase {
    let database = try makeNextDatabase()
    knownVersion.store(database.serverVersion, ordering: .relaxed)
    return database
  }

  private func makeNextDatabase() throws -> ScratchDatabase {
    let number = count.add(1, ordering: .relaxed).newValue
    if let url = configuration.scratchURL {
      let server = ServerAddress(url)
      // The mark tells a later run what was left behind, and keeps concurrent runs apart.
      let name = "\(ScratchDatabase.prefix)\(ProcessMark.own)_\(number)"
      if number == 1 { ScratchDatabase.sweep(server) }
      note.begin()
      return try ScratchDatabase(name, server: server, sessions: nil, onEnd: note.end)
    }
    let cluster = try startedCluster()
    return try ScratchDatabase(
      "scratch_\(number)", server: cluster.address(ofDatabase: "template1"),
      sessions: cluster.address(ofDatabase: "template1", for: ThrowawayCluster.user)
    ) { role in
      self.roles.withLock { _ = $0.insert(role) }
    }
  }

  private func startedCluster() throws -> ThrowawayCluster {
    try cluster.withLock { cluster in
      if let cluster { return cluster }
      guard let installation = Installation(searchPath: configuration.environment["PATH"]) else {
        throw DatabaseError.noScratchServer
      }
      let started = try ThrowawayCluster(
        installation: installation, cacheDirectory: configuration.cacheDirectory,
        temporaryDirectory: configuration.environment["TMPDIR"],
        confining: configuration.confining)
      cluster = started
      return started
    }
  }
}
