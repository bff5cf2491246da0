internal import Confinement
internal import Engine
internal import Files
internal import Glibc

/// A PostgreSQL server of our own, that listens on a private socket and keeps nothing.
///
/// It lives as long as this value, and no longer than this process: a shell watches a pipe whose
/// other end only this process holds, and stops the server and removes its files when that closes,
/// also when this process is killed.
final class ThrowawayCluster: Sendable {
  let directory: String
  private let lifeline: Int32
  private let watchdog: pid_t

  /// The superuser, whom no script is run as.
  static let owner = "git_migrate"
  /// Who owns scratch databases and runs scripts in them: the name is that which dumps speak of.
  static let user = "postgres"

  /// - Parameters:
  ///   - cacheDirectory: where an initialised data directory is kept for the next start, if nobody
  ///     else can write there.
  ///   - confining: the words that run a program confined.
  /// - Throws: ``DatabaseError/scratchServerFailed(reason:)``, or
  ///   ``DatabaseError/clientLibraryMissing(reason:)``.
  init(
    installation: Installation, cacheDirectory: String?, temporaryDirectory: String?,
    confining: (ConfinementRules) -> [String] = Confinement.command(_:)
  ) throws {
    // Without it nobody could tell when the server is ready.
    _ = try Libpq.load()
    let account = ServerAccount.other
    directory = try Self.makeDirectory(in: temporaryDirectory, owner: account)
    var ends: [Int32] = [-1, -1]
    // Not inherited: a program that is started meanwhile must not keep the server alive.
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0, let log = NamelessFile.stream() else {
      throw Self.systemError()
    }
    defer {
      close(ends[0])
      fclose(log)
    }
    lifeline = ends[1]
    watchdog = try ClusterScript(
      binaries: installation.binaries, directory: directory,
      cacheDirectory: cacheDirectory.flatMap { PrivateFolder.isOurs($0) ? $0 : nil } ?? "",
      command: account?.command ?? [],
      confinement: confining(Self.rules(installation, directory, account))
    ).start(input: ends[0], log: fileno(log))
    try waitUntilReady(log)
  }

  deinit {
    close(lifeline)
    waitpid(watchdog, nil, 0)
  }

  func address(ofDatabase name: String, for user: String = owner) -> ServerAddress {
    ServerAddress(socketDirectory: directory, user: user, database: name)
  }

  // MARK: Start

  /// What a script that got all rights on the server could still do with files and programs.
  private static func rules(
    _ installation: Installation, _ directory: String, _ account: ServerAccount?
  ) -> ConfinementRules {
    let server = "\(installation.binaries)/postgres"
    let others = account == nil ? [] : [ServerAccount.program]
    return ConfinementRules(
      writable: [directory],
      // A script that starts the server may need any program.
      executable: Confinement.isLoadable(server) ? others + [server] : nil, isApart: false)
  }

  /// A directory in memory where there is room, since scratch databases are many small files.
  private static func makeDirectory(
    in temporaryDirectory: String?, owner: ServerAccount?
  ) throws -> String {
    let named = temporaryDirectory.flatMap { folder in
      owner == nil || PrivateFolder.isReachable(folder) ? folder : nil
    }
    let parents = [hasRoom("/dev/shm") ? "/dev/shm" : nil, named, "/tmp", "/var/tmp"]
    for parent in parents.compactMap(\.self) {
      var template = Array("\(parent)/git-migrate-XXXXXX".utf8CString)
      guard mkdtemp(&template) != nil else { continue }
      let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if let owner, chown(path, owner.userID, owner.groupID) != 0 { throw systemError() }
      return path
    }
    throw systemError()
  }

  private static func hasRoom(_ path: String) -> Bool {
    var status = statvfs()
    guard statvfs(path, &status) == 0, access(path, W_OK) == 0 else { return false }
    return status.f_bavail * UInt(status.f_frsize) >= 1 << 30
  }

  private static func systemError() -> DatabaseError {
    .scratchServerFailed(reason: String(cString: strerror(errno)))
  }

  /// Waits as long as the server is on its way: on a slow disk it may take a while.
  private func waitUntilReady(_ log: UnsafeMutablePointer<FILE>) throws {
    let socket = "\(directory)/.s.PGSQL.5432"
    var refusal: (first: ContinuousClock.Instant, reason: String)?
    while true {
      if access(socket, F_OK) == 0 {
        guard let reason = try refusalToConnect() else { return }
        refusal = (refusal?.first ?? .now, reason)
      }
      guard waitpid(watchdog, nil, WNOHANG) == 0 else {
        throw DatabaseError.scratchServerFailed(reason: Self.lastLine(of: log))
      }
      if let refusal, .now - refusal.first > Self.patience {
        throw DatabaseError.scratchServerFailed(reason: refusal.reason)
      }
      usleep(2_000)
    }
  }

  /// How long a server may take from where it listens to where it takes sessions.
  private static let patience = Duration.seconds(30)

  /// Why the server takes no session yet; `nil` where it does.
  private func refusalToConnect() throws -> String? {
    do {
      _ = try address(ofDatabase: "template1").connect()
      return nil
    } catch let refusal as ConnectionRefusal {
      return refusal.summary
    }
  }

  private static func lastLine(of log: UnsafeMutablePointer<FILE>) -> String {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = max(0, pread(fileno(log), &bytes, bytes.count, 0))
    let lines = String(decoding: bytes[..<count], as: UTF8.self).split(whereSeparator: \.isNewline)
    return (lines.last { $0.contains("FATAL") || $0.contains("error") } ?? lines.last)
      .map { String($0) } ?? "the server ended"
  }
}
