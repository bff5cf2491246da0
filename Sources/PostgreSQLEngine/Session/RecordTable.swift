internal import Engine

/// The table `schema_revisions`.
///
/// Its column `status` is `applied`, or tells how far a script has come that is not transactional,
/// as in `up 2/5 <md5>`: the direction, how many of its statements have run, and the digest of their
/// text. `begun` behind that says that the next statement may have begun, which stands alone.
struct RecordTable {
  let connection: Connection

  static let name = "public.\(RecordEntry.tableName)"

  static let declaration = """
    CREATE TABLE IF NOT EXISTS \(name) (
      position integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      revision text NOT NULL UNIQUE,
      parent text,
      name text NOT NULL,
      applied_at timestamptz NOT NULL,
      duration_ms bigint NOT NULL,
      status text NOT NULL,
      file_id text NOT NULL,
      down text NOT NULL
    )
    """

  static let insertion = """
    INSERT INTO \(name) (revision, parent, name, applied_at, duration_ms, status, file_id, down)
    """

  func exists() throws(ServerFailure) -> Bool {
    try connection.query("SELECT to_regclass('\(Self.name)')").first?.first != .some(nil)
  }

  /// The entries, oldest first; `nil` where the table is not there.
  ///
  /// A revision that has stopped on its way up is not among them, one on its way down is.
  func entries() throws(ServerFailure) -> [RecordEntry]? {
    guard try exists() else { return nil }
    return try connection.query(
      """
      SELECT revision, parent, name,
        to_char(applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        duration_ms, file_id, down
      FROM \(Self.name) WHERE status NOT LIKE 'up %' ORDER BY position
      """
    ).map(RecordEntry.init)
  }

  /// Makes the table where it is missing: `IF NOT EXISTS` alone asks for the right to create.
  func create() throws(ServerFailure) {
    if try !exists() { try connection.execute(Self.declaration) }
  }

  func apply(_ changes: [RecordChange], durationMilliseconds: Int) throws(ServerFailure) {
    try create()
    for change in changes {
      switch change {
      case .append(let entry):
        try remove(entry.revision)
        try append(entry, durationMilliseconds: durationMilliseconds)
      case .remove(let revision): try remove(revision)
      }
    }
  }

  private func append(
    _ entry: RecordEntry, durationMilliseconds: Int, status: String = "applied"
  ) throws(ServerFailure) {
    try connection.query(
      "\(Self.insertion) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      [
        entry.revision, entry.parent, entry.name, entry.appliedAt, String(durationMilliseconds),
        status, entry.fileID, entry.down,
      ])
  }

  private func remove(_ revision: String) throws(ServerFailure) {
    try connection.query("DELETE FROM \(Self.name) WHERE revision = $1", [revision])
  }

  // MARK: Progress

  /// The script that has stopped half-way, with the digest of the statements that have run; they
  /// may be none.
  func progress() throws(ServerFailure) -> (Interruption, digest: String, hasBegun: Bool)? {
    guard try exists() else { return nil }
    let rows = try connection.query(
      """
      SELECT revision, status FROM \(Self.name)
      WHERE status <> 'applied' ORDER BY position DESC LIMIT 1
      """)
    guard let row = rows.first, let revision = row[0] else { return nil }
    let parts = (row[1] ?? "").split { $0 == " " || $0 == "/" }
    guard parts.count >= 3, let direction = Interruption.Direction(rawValue: String(parts[0])),
      let finished = Int(parts[1]), let statements = Int(parts[2]), finished >= 0,
      statements >= finished
    else {
      throw ServerFailure(
        state: "",
        message: "no run has written the status '\(row[1] ?? "")' of '\(revision)' in the record")
    }
    let interruption = Interruption(
      revision: revision, direction: direction, finished: finished, statements: statements)
    return (interruption, parts.count > 3 ? String(parts[3]) : "", parts.last == "begun")
  }

  /// The script that has stopped half-way, if something of it may have run.
  func interruption() throws(ServerFailure) -> Interruption? {
    guard let (interruption, _, hasBegun) = try progress() else { return nil }
    return interruption.finished > 0 || hasBegun ? interruption : nil
  }

  /// Forgets a script that has stopped before its first statement.
  func forgetUnstarted() throws(ServerFailure) {
    guard let (interruption, _, hasBegun) = try progress(), interruption.finished == 0, !hasBegun
    else { return }
    switch interruption.direction {
    case .up: try remove(interruption.revision)
    case .down: try set("applied", for: interruption.revision)
    }
  }

  /// Notes that the script of a change is about to run.
  func start(_ change: RecordChange, statements: Int) throws(ServerFailure) {
    try create()
    switch change {
    case .append(let entry):
      try append(entry, durationMilliseconds: 0, status: "up 0/\(statements)")
    case .remove(let revision): try set("down 0/\(statements)", for: revision)
    }
  }

  /// Notes how many of the statements of a change's script have run, in the open transaction.
  ///
  /// - Parameter begins: whether the next one may have begun from now on.
  func note(
    _ finished: ArraySlice<ScriptStatement>, of statements: Int, for change: RecordChange,
    begins: Bool = false
  ) throws(ServerFailure) {
    // Another role that the script has taken on may not be allowed to.
    try connection.execute("SET LOCAL ROLE NONE")
    let status = "\(change.direction.rawValue) \(finished.count)/\(statements)"
    let end = begins ? " begun" : ""
    try set("\(status) \(try digest(of: finished))\(end)", for: change.revision)
  }

  /// The server makes the digest: no other part of the program needs one of this kind.
  func digest(of statements: some Collection<ScriptStatement>) throws(ServerFailure) -> String {
    let text = statements.map(\.text).joined(separator: ";")
    return try connection.query("SELECT md5($1)", [text]).first?.first.flatMap(\.self) ?? ""
  }

  private func set(_ status: String, for revision: String) throws(ServerFailure) {
    try connection.query(
      "UPDATE \(Self.name) SET status = $2 WHERE revision = $1", [revision, status])
  }
}

extension RecordChange {
  var revision: String {
    switch self {
    case .append(let entry): entry.revision
    case .remove(let revision): revision
    }
  }

  var direction: Interruption.Direction {
    switch self {
    case .append: .up
    case .remove: .down
    }
  }
}

extension RecordEntry {
  fileprivate init(_ row: [String?]) {
    self.init(
      revision: row[0] ?? "", parent: row[1], name: row[2] ?? "", appliedAt: row[3] ?? "",
      durationMilliseconds: row[4].flatMap { Int($0) } ?? 0, fileID: row[5] ?? "",
      down: row[6] ?? "")
  }
}
