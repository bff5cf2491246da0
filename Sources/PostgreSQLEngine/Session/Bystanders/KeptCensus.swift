internal import Engine
internal import SchemaModel

/// What a database had before a script that is not transactional, kept in the database itself until the
/// script has come to its end.
///
/// A run that is killed may have dropped a view whose grants no revision has made; the run that goes on
/// from there knows them from here.
struct KeptCensus {
  private let connection: Connection
  private let change: RecordChange

  struct Content {
    var census: Census
    /// What was taken out of the script's way.
    var dropped: Set<ObjectReference> = []
  }

  private static let name = "public.\(RecordEntry.censusTableName)"

  init(_ connection: Connection, _ change: RecordChange) {
    self.connection = connection
    self.change = change
  }

  /// The census with which a run of the same script has begun that did not come to its end.
  ///
  /// - Returns: `nil` too for what another version of the program has written.
  /// - Throws: ``ServerFailure``.
  func load() throws(ServerFailure) -> Content? {
    guard try exists() else { return nil }
    let rows = try connection.query(
      "SELECT encode(census, 'hex') FROM \(Self.name) WHERE revision = $1 AND direction = $2",
      [change.revision, change.direction.rawValue])
    guard let digits = rows.first?.first.flatMap(\.self) else { return nil }
    var reader = StoredReader(Array(hexadecimal: digits))
    guard (try? reader.number()) == Schema.storedFormat else { return nil }
    return try? reader.value()
  }

  /// Keeps a census, in the place of another script's.
  ///
  /// Who may not create tables goes on without: then only a run that is killed loses anything.
  ///
  /// - Throws: ``ServerFailure``.
  func keep(_ content: Content) throws(ServerFailure) {
    do {
      try connection.execute(
        """
        CREATE TABLE IF NOT EXISTS \(Self.name) (
          revision text PRIMARY KEY, direction text NOT NULL, census bytea NOT NULL
        )
        """)
    } catch  where error.state == SQLState.insufficientPrivilege {
      return
    }
    try connection.execute("TRUNCATE \(Self.name)")
    var writer = StoredWriter()
    writer.write(Schema.storedFormat)
    writer.write(content)
    try connection.query(
      "INSERT INTO \(Self.name) VALUES ($1, $2, decode($3, 'hex'))",
      [change.revision, change.direction.rawValue, writer.bytes.hexadecimal])
  }

  /// Forgets what is kept where the record knows of no run of the script that has stopped half-way: a
  /// person may have stamped the database since.
  ///
  /// - Throws: ``ServerFailure``.
  func forgetOthers() throws(ServerFailure) {
    let interruption = try RecordTable(connection: connection).interruption()
    guard interruption?.revision != change.revision || interruption?.direction != change.direction
    else { return }
    try forget()
  }

  /// - Throws: ``ServerFailure``.
  func forget() throws(ServerFailure) {
    if try exists() { try connection.execute("DROP TABLE \(Self.name)") }
  }

  private func exists() throws(ServerFailure) -> Bool {
    try connection.query("SELECT to_regclass('\(Self.name)')").first?.first != .some(nil)
  }
}

extension KeptCensus.Content: Stored {
  func store(in writer: inout StoredWriter) {
    writer.write(census)
    writer.write(Array(dropped))
  }

  init(from reader: inout StoredReader) throws(DamagedStore) {
    let census: Census = try reader.value()
    let dropped: [ObjectReference] = try reader.list()
    self.init(census: census, dropped: Set(dropped))
  }
}

extension [UInt8] {
  fileprivate var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: flatMap { byte in [digits[Int(byte >> 4)], digits[Int(byte & 15)]] },
      as: UTF8.self)
  }

  /// - Parameter digits: an even number of them; what is none counts as zero.
  fileprivate init(hexadecimal digits: String) {
    let values: [UInt8] = digits.map { UInt8($0.hexDigitValue ?? 0) }
    self = stride(from: 0, to: values.count - 1, by: 2).map { place -> UInt8 in
      values[place] << 4 | values[place + 1]
    }
  }
}
