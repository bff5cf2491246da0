internal import Engine
internal import Glibc

/// A run of a script in a database that others use too: it waits for their locks with measure, says
/// who has them, and leaves nothing in the server's session.
struct SharedRun {
  let session: SharedSession
  let waiting: Waiting
  /// How long another session that runs revisions is waited for.
  let patience: Duration
  let reconnect: () throws -> Connection

  private var connection: Connection { session.connection }

  static func settings(
    _ session: SharedSession, _ waiting: Waiting, isReadOnly: Bool = false,
    scope: SessionSettings.Scope = .transaction
  ) -> SessionSettings {
    let usual = session.ownLockTimeout == nil ? Waiting.usualLockTimeout : nil
    return SessionSettings(
      isReadOnly: isReadOnly, scope: scope, lockTimeout: waiting.lockTimeout ?? usual,
      statementTimeout: isReadOnly ? nil : waiting.statementTimeout)
  }

  /// - Returns: what was put back, in words.
  func run(
    _ script: Script, recording changes: [RecordChange], expecting: ExpectedHead?
  ) throws -> [String] {
    let holders = LockHolders(process: session.process, connect: reconnect)
    let isTransactional = script.options.isTransactional
    watch(holders, tellsAtOnce: !isTransactional)
    defer { connection.whileWaiting = nil }
    do {
      return try attempts.repeating(
        at: session.path, isInVain: { $0.isLockTimeout }, holders: { holders.found },
        sleep: Self.sleep
      ) {
        holders.forget()
        return try DatabaseError.translating(session.path) {
          isTransactional
            ? try runTransaction(script, changes, expecting, holders)
            : try runStepwise(script, changes, expecting)
        }
      }
    } catch DatabaseError.statementFailed(var failure) {
      if failure.isOf(SQLState.lockNotAvailable) { failure.holders = holders.found }
      throw DatabaseError.statementFailed(failure)
    }
  }

  /// Who has set a time for the session has decided what is to become of the statement.
  private var attempts: Waiting {
    var attempts = waiting
    if waiting.lockTimeout == nil, session.ownLockTimeout != nil { attempts.retries = 0 }
    return attempts
  }

  private static func sleep(_ time: Duration) { usleep(UInt32(clamping: time.milliseconds * 1000)) }

  /// Looks several times while an attempt waits: afterwards nobody is in its way any more.
  private func watch(_ holders: LockHolders, tellsAtOnce: Bool) {
    let timeout = Self.settings(session, waiting).lockTimeout ?? session.ownLockTimeout
    let interval = min(max((timeout ?? .seconds(5)) * 2 / 5, .milliseconds(40)), .seconds(2))
    let (tell, path) = (waiting.tell, session.path)
    var told: [LockHolder] = []
    connection.whileWaiting = (
      interval,
      {
        holders.look()
        guard tellsAtOnce, !holders.found.isEmpty,
          holders.found.map(\.process) != told.map(\.process)
        else { return }
        told = holders.found
        tell(LockWait(path: path, waited: interval, holders: told))
      }
    )
  }

  private var lock: UpgradeLock {
    var lock = UpgradeLock(connection: connection, path: session.path, patience: patience)
    let (tell, path) = (waiting.tell, session.path)
    lock.tell = { tell(LockWait(path: path, waited: .zero, holders: $0)) }
    return lock
  }

  private func runTransaction(
    _ script: Script, _ changes: [RecordChange], _ expecting: ExpectedHead?,
    _ holders: LockHolders
  ) throws -> [String] {
    var runner = ScriptRunner(
      connection: connection, script: script, settings: Self.settings(session, waiting))
    if !changes.isEmpty || expecting != nil { runner.lock = lock }
    let connection = connection
    runner.hasBegun = {
      try connection.execute(Self.noticingLostClients(isLocal: true, on: connection))
      let process = try connection.query("SELECT pg_backend_pid()").first?.first
      holders.process = process?.flatMap { Int($0) } ?? holders.process
    }
    return try run(runner, changes, expecting)
  }

  /// The statements need one session, which is set for them and then as it was.
  private func runStepwise(
    _ script: Script, _ changes: [RecordChange], _ expecting: ExpectedHead?
  ) throws -> [String] {
    guard try !session.sharesSessions(with: reconnect) else {
      throw DatabaseError.poolerWithoutSessions(path: session.path, script: script.path)
    }
    let process = try connection.query("SELECT pg_backend_pid()")
    let settings = Self.settings(session, waiting, scope: .session)
    defer { _ = try? connection.execute(SessionSettings.resetting) }
    try connection.execute(settings.statements)
    try connection.execute(Self.noticingLostClients(isLocal: false, on: connection))
    var runner = ScriptRunner(connection: connection, script: script, settings: settings)
    runner.waitsForLone = waiting.lockTimeout == nil
    let (connection, path) = (connection, session.path)
    guard session.isPooled else { return try lock.holding { try run(runner, changes, expecting) } }
    // A pool whose other sessions are all in use does not show whether it shares them.
    runner.observe = { _ in
      guard try connection.query("SELECT pg_backend_pid()") == process else {
        throw DatabaseError.poolerWithoutSessions(path: path, script: script.path)
      }
    }
    return try lock.holding { try run(runner, changes, expecting) }
  }

  private func run(
    _ runner: ScriptRunner, _ changes: [RecordChange], _ expecting: ExpectedHead?
  ) throws -> [String] {
    guard !changes.isEmpty else {
      try runner.run(recording: changes, expecting: expecting)
      return []
    }
    return try BystanderRun(runner: runner).run(recording: changes, expecting: expecting)
  }

  /// A server that waits for a lock does not see by itself that its client is gone; not every
  /// system lets it look.
  private static func noticingLostClients(isLocal: Bool, on connection: Connection) -> String {
    guard connection.serverVersion >= 140_000 else { return "" }
    return """
      SELECT set_config('client_connection_check_interval', '2000', \(isLocal))
      WHERE version() ~ 'linux'
      """
  }
}

extension Error {
  fileprivate var isLockTimeout: Bool {
    guard case .statementFailed(let failure) = self as? DatabaseError else { return false }
    return failure.isOf(SQLState.lockNotAvailable)
  }
}
