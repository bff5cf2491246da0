internal import Engine
internal import SchemaModel

/// Watches what the statements of a transaction do to the tables that were there before.
///
/// One query for each statement: a table cannot be written again without a lock, so only the
/// relations are looked at on which this session holds one.
struct EffectWatch {
  private let connection: Connection
  /// Whether the statements are run in one transaction, which keeps their locks to its end.
  private let keepsLocks: Bool
  /// By object id: the tables that were there, with their files.
  private var tables: [String: (name: Name, file: String)] = [:]
  private var strongest: [String: Int] = [:]
  private(set) var effects: [StatementEffect] = []

  init(connection: Connection, script: Script) throws(ServerFailure) {
    self.connection = connection
    keepsLocks = script.options.isTransactional
    let rows = try connection.query(
      """
      SELECT c.oid, n.nspname, c.relname, c.relfilenode
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'm', 'f') AND c.relpersistence <> 't'
        AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
      """)
    for row in rows {
      let (schema, name) = (row[1] ?? "", row[2] ?? "")
      tables[row[0] ?? ""] = (
        schema == "public" ? Name(exact: name) : Name(exact: name, in: schema), row[3] ?? ""
      )
    }
  }

  /// - Parameter statement: what has just run, in the transaction that is still open.
  mutating func observe(_ statement: ScriptStatement) throws(ServerFailure) {
    let rows = try connection.query(
      """
      SELECT l.relation, c.relfilenode, l.mode
      FROM pg_locks l LEFT JOIN pg_class c ON c.oid = l.relation
      WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.granted
        AND l.relation >= 16384
      """)
    var effect = StatementEffect(sql: statement.text, line: statement.line, rewrites: [], locks: [])
    var modes: [String: Int] = [:]
    for row in rows {
      let id = row[0] ?? ""
      guard let table = tables[id] else { continue }
      if let mode = row[2].flatMap(Self.modes.firstIndex) {
        modes[id] = max(modes[id] ?? 0, mode)
      }
      if let file = row[1], file != table.file {
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
