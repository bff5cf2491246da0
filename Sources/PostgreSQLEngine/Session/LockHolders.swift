internal import Engine

/// Who has the locks that a session waits for, asked by a session of its own while it waits.
final class LockHolders {
  var process: Int
  private let connect: () throws -> Connection
  private var connection: Connection?
  private var isInVain = false
  private(set) var found: [LockHolder] = []

  init(process: Int, connect: @escaping () throws -> Connection) {
    self.process = process
    self.connect = connect
  }

  func forget() { found = [] }

  /// Looks who is in the way now; where nobody is, those that were are kept.
  func look() {
    guard !isInVain, let connection = try? connection ?? connect() else { return }
    self.connection = connection
    let query = Self.query("unnest(pg_blocking_pids(\(process)))")
    let rows = try? connection.query(query, within: .seconds(1))
    // A pooler may have no other session; this one is not to wait for it again.
    isInVain = rows == nil
    if let rows, !rows.isEmpty { found = rows.map(LockHolder.init) }
  }

  /// Those who have an advisory lock.
  static func holders(ofAdvisoryLock key: Int, asking connection: Connection) -> [LockHolder] {
    let processes = """
      (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 1
      AND (classid::bigint << 32) | objid::bigint = $1)
      """
    return (try? connection.query(query(processes), [String(key)]).map(LockHolder.init)) ?? []
  }

  private static func query(_ processes: String) -> String {
    """
    SELECT DISTINCT holder.pid, coalesce(nullif(a.application_name, ''), a.backend_type, ''),
      extract(epoch FROM now() - a.xact_start)::bigint,
      left(regexp_replace(coalesce(a.query, ''), '\\s+', ' ', 'g'), 100)
    FROM \(processes) AS holder(pid) LEFT JOIN pg_stat_activity a ON a.pid = holder.pid
    """
  }
}

extension LockHolder {
  fileprivate init(_ row: [String?]) {
    self.init(
      process: row[0].flatMap { Int($0) } ?? 0, name: row[1] ?? "",
      age: row[2].flatMap { Int($0) }.map { .seconds($0) }, query: row[3] ?? "")
  }
}
