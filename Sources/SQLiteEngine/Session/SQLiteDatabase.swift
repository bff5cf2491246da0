internal import CSQLite
internal import Glibc
package import Engine
package import SchemaModel

/// A session with a SQLite database file, or with a scratch database in memory.
package final class SQLiteDatabase: Database {
  let connection: Connection
  private let path: String
  private var patience: Duration = .zero
  package var waiting = Waiting(retries: 0)

  /// A database in memory that scripts cannot reach out of: an empty one, or a copy of an image.
  init(scratch: Void, image: DatabaseImage? = nil) throws {
    path = ":memory:"
    connection = try DatabaseError.translating(path) {
      let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      let connection = try Connection(path: ":memory:", flags: flags)
      // A scratch table holds a few rows: with small pages a schema of thousands stays small.
      try connection.query("PRAGMA page_size = 1024")
      if let image { try connection.load(image) }
      connection.authorizer.isConfined = true
      return connection
    }
  }

  /// - Parameter patience: how long another session's lock is waited for, in milliseconds.
  package init(path: String, mode: OpenMode, patience: Int32 = 5_000) throws {
    self.path = path
    self.patience = .milliseconds(Int(patience))
    if mode != .create, !Self.exists(path) { throw DatabaseError.notFound(path: path) }
    connection = try DatabaseError.translating(path) {
      if mode == .read, Self.isClosedWithLog(path) {
        let connection = try Self.connect(to: path, OpenMode.write.flags, patience)
        try connection.query("PRAGMA query_only = ON")
        return connection
      }
      do {
        return try Self.connect(to: path, mode.flags, patience)
      } catch let failure as SQLiteFailure where mode == .read && failure.asksForRecovery {
        _ = try Self.connect(to: path, OpenMode.write.flags, patience)
        return try Self.connect(to: path, mode.flags, patience)
      }
    }
  }

  /// Whether it is a database with a write-ahead log that nobody has open.
  ///
  /// Only a connection that may write removes at its end the files that reading makes
  /// (<https://www.sqlite.org/walformat.html>); the header tells of the log in two bytes
  /// (<https://www.sqlite.org/fileformat2.html#file_format_version_numbers>).
  private static func isClosedWithLog(_ path: String) -> Bool {
    guard !exists(path + "-wal") else { return false }
    let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var versions: [UInt8] = [0, 0]
    return pread(file, &versions, 2, 18) == 2 && versions == [2, 2]
  }

  private static func connect(
    to path: String, _ flags: Int32, _ patience: Int32
  ) throws -> Connection {
    let connection = try Connection(path: path, flags: flags)
    connection.setBusyTimeout(milliseconds: patience)
    // The first read is what tells a database from another file.
    try connection.query("SELECT count(*) FROM sqlite_master")
    return connection
  }

  private static func exists(_ path: String) -> Bool {
    access(path, F_OK) == 0
  }

  package func run(
    _ script: Script, recording changes: [RecordChange], expecting: ExpectedHead?
  ) throws {
    let runner = ScriptRunner(connection: connection, script: script)
    connection.setBusyTimeout(milliseconds: Int32(clamping: busyTime.milliseconds))
    try waiting.repeating(
      at: path, isInVain: { $0 as? DatabaseError == .locked(path: path) },
      holders: { FileLocks.holders(of: path) }, sleep: { usleep(UInt32($0.milliseconds * 1000)) }
    ) {
      try DatabaseError.translating(path) {
        try runner.run(recording: changes, expecting: expecting)
      }
    }
  }

  /// Zero means for ever, which SQLite has no word for.
  private var busyTime: Duration {
    guard let time = waiting.lockTimeout else { return patience }
    return time == .zero ? .milliseconds(Int(Int32.max)) : time
  }

  package func schema() throws -> Schema {
    try DatabaseError.translating(path) { try CatalogReader(connection: connection).schema() }
  }

  package func record() throws -> [RecordEntry]? {
    try DatabaseError.translating(path) { try RecordTable(connection: connection).entries() }
  }

  package func fill(rowsPerTable: Int) throws -> Int {
    try DatabaseError.translating(path) {
      try RowGenerator(connection: connection, schema: try schema()).fill(rowsPerTable)
    }
  }

  /// SQLite keeps a database in memory as the bytes that its file would have.
  package func template() throws -> ScratchTemplate? {
    // Rows that revisions have brought would be in the way of those that are made up.
    guard sqlite3_total_changes64(connection.handle) == 0 else { return nil }
    let image = try DatabaseError.translating(path) { try connection.image() }
    return ScratchTemplate { try SQLiteDatabase(scratch: (), image: image) }
  }

  package func rows(of columns: [Name], in table: Name) throws -> [[String]] {
    let values = columns.map { "quote(\($0.sql))" }.joined(separator: ", ")
    let positions = columns.indices.map { String($0 + 1) }.joined(separator: ", ")
    return try DatabaseError.translating(path) {
      try connection.query("SELECT \(values) FROM \(table.sql) ORDER BY \(positions)")
        .map { $0.map(\.description) }
    }
  }

  package func finds(_ query: String) throws -> Bool {
    try DatabaseError.translating(path) {
      try connection.query("SELECT EXISTS (\(query))").first?.first?.integer == 1
    }
  }

  package func facets(of virtualTable: SchemaObject) throws -> [Facet: [[String]]] {
    try DatabaseError.translating(path) {
      try VirtualTableFacets(VirtualTable(virtualTable), connection: connection).read()
    }
  }
}

extension SQLiteFailure {
  /// Whether a program has ended while it wrote, and nothing can be read before that is taken back, which
  /// takes a connection that may write (<https://www.sqlite.org/rescode.html#readonly_rollback>).
  fileprivate var asksForRecovery: Bool {
    // SQLITE_READONLY_RECOVERY and SQLITE_READONLY_ROLLBACK.
    code == SQLITE_READONLY | 1 << 8 || code == SQLITE_READONLY | 3 << 8
  }
}

extension OpenMode {
  fileprivate var flags: Int32 {
    switch self {
    case .read: SQLITE_OPEN_READONLY
    case .write: SQLITE_OPEN_READWRITE
    case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    }
  }
}
