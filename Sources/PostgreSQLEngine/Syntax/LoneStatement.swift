/// A statement that the server takes outside of transactions only, and whose outcome its catalogs
/// tell.
enum LoneStatement: Hashable {
  case createIndex(ConcurrentIndex)
  case dropIndex([String])
  case reindex(Reindexed, [String])
  case detach(partition: [String], from: [String])
  case create(ClusterObject, String)
  case drop(ClusterObject, String)

  enum Reindexed: String, Hashable {
    case index = "INDEX"
    case table = "TABLE"
  }

  /// What belongs to a server, or takes hold of another one.
  enum ClusterObject: String, CaseIterable, Hashable {
    case database = "DATABASE"
    case tablespace = "TABLESPACE"
    case subscription = "SUBSCRIPTION"
  }

  /// Whether more can be compared of what the statement makes than its name.
  var hasDefinition: Bool {
    switch self {
    case .create, .drop: false
    case .createIndex, .dropIndex, .reindex, .detach: true
    }
  }

  /// - Returns: `nil` for any other statement.
  init?(_ statement: ScriptStatement) {
    var cursor = WordCursor(statement)
    if cursor.take("CREATE") {
      self.init(creation: &cursor)
    } else if cursor.take("DROP") {
      self.init(removal: &cursor)
    } else if cursor.take("REINDEX") {
      self.init(reindexing: &cursor)
    } else if cursor.take("ALTER", "TABLE") {
      self.init(detachment: &cursor)
    } else {
      return nil
    }
  }

  private init?(creation cursor: inout WordCursor) {
    if let object = Self.clusterObject(&cursor) {
      guard let name = cursor.name()?.last else { return nil }
      self = .create(object, name)
    } else {
      guard let index = ConcurrentIndex(&cursor) else { return nil }
      self = .createIndex(index)
    }
  }

  private init?(removal cursor: inout WordCursor) {
    let object = Self.clusterObject(&cursor)
    guard object != nil || cursor.take("INDEX", "CONCURRENTLY") else { return nil }
    _ = cursor.take("IF", "EXISTS")
    guard let name = cursor.name() else { return nil }
    self = object.map { .drop($0, name.last ?? "") } ?? .dropIndex(name)
  }

  private static func clusterObject(_ cursor: inout WordCursor) -> ClusterObject? {
    cursor.take(oneOf: ClusterObject.allCases.map(\.rawValue)).flatMap(ClusterObject.init)
  }

  private init?(reindexing cursor: inout WordCursor) {
    let options = cursor.parenthesized()
    guard let kind = cursor.take(oneOf: ["INDEX", "TABLE"]).flatMap(Reindexed.init),
      cursor.take("CONCURRENTLY") || options.contains("CONCURRENTLY"), let name = cursor.name()
    else { return nil }
    self = .reindex(kind, name)
  }

  private init?(detachment cursor: inout WordCursor) {
    _ = cursor.take("IF", "EXISTS")
    _ = cursor.take("ONLY")
    guard let table = cursor.name(), cursor.take("DETACH", "PARTITION"),
      let partition = cursor.name(), cursor.take("CONCURRENTLY")
    else { return nil }
    self = .detach(partition: partition, from: table)
  }
}

/// An index that is built without a lock on its table that writers wait for.
struct ConcurrentIndex: Hashable {
  /// `nil` where the server chooses it.
  let name: String?
  let table: [String]
  let isUnique: Bool
  /// Whether one of the same name is taken as it is.
  let takesOthers: Bool
  /// What stands behind the table's name.
  let definition: String

  /// - Parameter cursor: behind the first word of a statement that begins with `CREATE`.
  init?(_ cursor: inout WordCursor) {
    isUnique = cursor.take("UNIQUE")
    guard cursor.take("INDEX", "CONCURRENTLY") else { return nil }
    takesOthers = cursor.take("IF", "NOT", "EXISTS")
    name = cursor.isAt("ON") ? nil : cursor.name()?.last
    guard cursor.take("ON") else { return nil }
    _ = cursor.take("ONLY")
    guard let table = cursor.name() else { return nil }
    self.table = table
    definition = cursor.remainder
  }
}
