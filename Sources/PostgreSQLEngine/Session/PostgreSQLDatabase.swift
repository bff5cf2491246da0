package import Engine
package import SchemaModel

/// A session with a database on a PostgreSQL server.
package final class PostgreSQLDatabase: Database {
  let connection: Connection
  /// What messages call the database: never with a password.
  private let path: String
  private let mode: OpenMode
  /// `nil` for a scratch database, whose sessions are ours alone.
  private let shared: SharedSession?
  private let reconnect: () throws -> Connection
  package var waiting = Waiting(retries: 0)
  private let scratch: ScratchDatabase?
  private var options: CatalogOptions
  let configuration: PostgreSQLConfiguration
  package private(set) var restored: [String] = []

  init(
    _ connection: Connection, path: String, mode: OpenMode, scratch: ScratchDatabase? = nil,
    configuration: PostgreSQLConfiguration, reconnect: @escaping () throws -> Connection
  ) throws {
    self.connection = connection
    self.path = path
    self.mode = mode
    self.reconnect = reconnect
    self.configuration = configuration
    self.scratch = scratch
    options = CatalogOptions(configuration)
    options.readsUserMappings = scratch?.isOurs ?? false
    shared = scratch == nil ? try SharedSession(connection, path: path) : nil
    guard scratch != nil else { return }
    try DatabaseError.translating(path) {
      try connection.execute(SessionSettings(isReadOnly: mode == .read).statements)
    }
  }

  package var isPooled: Bool { shared?.isPooled ?? false }

  package func run(
    _ script: Script, recording changes: [RecordChange], expecting: ExpectedHead?
  ) throws {
    if let shared {
      guard mode != .read else { throw DatabaseError.readOnly(path: path) }
      let run = SharedRun(
        session: shared, waiting: waiting, patience: configuration.patience, reconnect: reconnect)
      restored = try run.run(script, recording: changes, expecting: expecting)
      return
    }
    try mendingRoles { leftOut in
      try lockingRecord(!changes.isEmpty || expecting != nil) {
        var runner = ScriptRunner(
          connection: connection, script: script, settings: SessionSettings())
        runner.privileges = scratch?.privileges
        runner.leftOut = leftOut
        runner.mend = { self.makeMissingRole($0.missingRole) }
        try runner.run(recording: changes, expecting: expecting)
      }
    }
  }

  /// Runs `body` with settings that tell how values are printed.
  private func reading<Result>(_ body: () throws -> Result) throws -> Result {
    try DatabaseError.translating(path) {
      guard let shared else { return try body() }
      return try shared.reading(
        SharedRun.settings(shared, waiting, isReadOnly: true), body)
    }
  }

  package func watch(_ script: Script) throws -> [StatementEffect] {
    try mendingRoles { leftOut in
      var watch = try EffectWatch(connection: connection, script: script)
      var runner = ScriptRunner(
        connection: connection, script: script, settings: SessionSettings())
      runner.privileges = scratch?.privileges
      runner.leftOut = leftOut
      runner.observe = { try watch.observe($0) }
      try runner.run(recording: [], expecting: nil)
      return watch.effects
    }
  }

  package func schema() throws -> Schema {
    try reading {
      try CatalogReader(connection: connection, options: options).schema()
    }
  }

  package func record() throws -> [RecordEntry]? {
    try reading { try RecordTable(connection: connection).entries() }
  }

  package func interruption() throws -> Interruption? {
    try reading { try RecordTable(connection: connection).interruption() }
  }

  package func outcome(
    of script: Script, after interruption: Interruption
  ) throws -> StepOutcome? {
    try DatabaseError.translating(path) {
      try StoppedScript(connection: connection, script: script).outcome(after: interruption)
    }
  }

  package func finds(_ query: String) throws -> Bool {
    try reading {
      try connection.query("SELECT EXISTS (\(query))").first?.first == "t"
    }
  }

  package func fill(rowsPerTable: Int) throws -> Int {
    try DatabaseError.translating(path) {
      try RowGenerator(connection: connection).fill(rowsPerTable)
    }
  }

  package func rows(of columns: [Name], in table: Name) throws -> [[String]] {
    let values = columns.map {
      #"quote_nullable(\#($0.spelling.quotedIdentifier)::text) COLLATE "C""#
    }.joined(separator: ", ")
    let positions = columns.indices.map { String($0 + 1) }.joined(separator: ", ")
    let order = columns.isEmpty ? "" : " ORDER BY \(positions)"
    return try reading {
      try connection.query("SELECT \(values) FROM \(table.quoted)\(order)")
        .map { $0.map { $0 ?? "NULL" } }
    }
  }

  var isOnServerOfOurs: Bool { scratch?.isOurs ?? false }

  private func lockingRecord<Result>(
    _ isNeeded: Bool, _ body: () throws -> Result
  ) throws -> Result {
    guard isNeeded else { return try body() }
    return try UpgradeLock(
      connection: connection, path: path, patience: configuration.patience
    ).holding(body)
  }

  /// Scripts speak of roles that only the real server has, and make some themselves: on a server of
  /// our own they are made when a statement asks for one.
  private func mendingRoles<Result>(_ body: (_ leftOut: Set<String>) throws -> Result) throws
    -> Result
  {
    var leftOut: Set<String> = []
    var repetitions = 0
    while true {
      do {
        return try DatabaseError.translating(path) { try body(leftOut) }
      } catch DatabaseError.statementFailed(let failure) where scratch != nil {
        switch RoleMending(failure) {
        case .make(let role) where scratch?.isOurs == true:
          guard makeMissingRole(role) else { throw DatabaseError.statementFailed(failure) }
        case .make(let role):
          var failure = failure
          failure.hint =
            "on the server of 'migrate.postgresql.scratchUrl' run: CREATE ROLE \(role.sqlIdentifier)"
          throw DatabaseError.statementFailed(failure)
        case .leaveOut(let statement): leftOut.insert(statement)
        case .again where repetitions < Self.patienceWithRoles: repetitions += 1
        case .again: throw DatabaseError.statementFailed(failure)
        case nil:
          throw DatabaseError.statementFailed(
            isOnServerOfOurs ? failure.sayingWhoseRights.sayingWhatToInstall : failure)
        }
      }
    }
  }

  /// How often others may make a role at the same moment.
  private static let patienceWithRoles = 5

  private func makeMissingRole(_ role: String?) -> Bool {
    guard let role, let scratch, scratch.isOurs,
      (try? connection.query("CREATE ROLE \(role.quotedIdentifier)")) != nil
    else { return false }
    scratch.onRole(role)
    return true
  }
}
