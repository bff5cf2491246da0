internal import Engine
internal import SchemaModel

/// Watches what the statements of a transaction do to the tables that were there before.
///
/// One query for each statement: a table cannot be written again without a lock, so only those are
/// looked at on which this session holds one. Where no table was there, nothing is asked.
struct EffectWatch {
  private let connection: Connection
  /// Whether the statements are run in one transaction, which keeps their locks to its end.
  private let keepsLocks: Bool
  /// By object id: the tables that were there, with their files.
  private var tables: [UInt32: (name: Name, file: String)] = [:]
  private var strongest: [UInt32: Int] = [:]
  private let question: String
  private(set) var effects: [StatementEffect] = []
  /// How many locks were read.
  private(set) var locksRead = 0

  init(connection: Connection, script: Script) throws(ServerFailure) {
    self.connection = connection
    keepsLocks = script.options.isTransactional
    let rows = try connection.query(
      """
      SELECT c.oid, n.nspname, c.relname, pg_relation_filenode(c.oid)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'm', 'f') AND c.relpersistence <> 't'
        AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
      """)
    for row in rows {
      guard let id = UInt32(row[0] ?? "") else { continue }
      let (schema, name) = (row[1] ?? "", row[2] ?? "")
      tables[id] = (
        schema == "public" ? Name(exact: name) : Name(exact: name, in: schema), row[3] ?? ""
      )
    }
    question = Self.question(among: tables.keys)
  }

  /// A transaction has locks on all that it makes, which are none of these: it has other ids, in most
  /// databases higher ones, and the server leaves it out.
  private static func question(among ids: some Collection<UInt32>) -> String {
    """
    SELECT relation, pg_relation_filenode(relation), mode FROM pg_locks
    WHERE pid = pg_backend_pid() AND locktype = 'relation' AND granted
      AND relation BETWEEN \(ids.min() ?? 0) AND \(ids.max() ?? 0)
    """
  }

  /// - Parameter statement: what has just run, in the transaction that is still open.
  mutating func observe(_ statement: ScriptStatement) throws(ServerFailure) {
    var effect = StatementEffect(sql: statement.text, line: statement.line, rewrites: [], locks: [])
    var modes: [UInt32: Int] = [:]
    for (id, file, mode) in try locks() {
      guard let table = tables[id] else { continue }
      if let mode { modes[id] = max(modes[id] ?? 0, mode) }
      if let file, file != table.file {
        tables[id]?.file = file
        effect.rewrites.append(table.name)
      }
    }
    if !keepsLocks { strongest = [:] }
    for (id, mode) in modes where mode > strongest[id] ?? -1 {
      strongest[id] = mode
      if let table = tables[id] {
        effect.locks.append(TableLock(table: table.name, mode: Self.spelling(of: mode)))
      }
    }
    effect.rewrites.sort()
    effect.locks.sort { $0.table < $1.table }
    effects.append(effect)
  }

  /// The locks that are held now, each with the file that the relation has; `nil` where it has none,
  /// or is gone.
  private mutating func locks() throws(ServerFailure) -> [(id: UInt32, file: String?, mode: Int?)] {
    guard !tables.isEmpty else { return [] }
    let rows = try connection.query(question)
    locksRead += rows.count
    return rows.map { row in
      (UInt32(row[0] ?? "") ?? 0, row[1], row[2].flatMap(Self.modes.firstIndex))
    }
  }

  /// From the weakest to the strongest, as the server's catalog spells them.
  private static let modes = [
    "AccessShareLock", "RowShareLock", "RowExclusiveLock", "ShareUpdateExclusiveLock", "ShareLock",
    "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock",
  ]

  private static func spelling(of mode: Int) -> String {
    [
      "ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE", "SHARE",
      "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE",
    ][mode]
  }
}
