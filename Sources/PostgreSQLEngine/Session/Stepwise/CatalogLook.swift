internal import Engine

/// What the catalogs tell of a statement that has stood outside of a transaction.
struct CatalogLook {
  /// `nil` where they cannot tell.
  var outcome: StepOutcome?
  /// What takes away that which the statement has left behind; each stands alone too.
  var removals: [String] = []
  /// What brings the statement to its end, where that is not the statement itself.
  var completion: String?

  init(_ outcome: StepOutcome?, removals: [String] = [], completion: String? = nil) {
    self.outcome = outcome
    self.removals = removals
    self.completion = completion
  }

  /// - Parameter waits: whether to wait for sessions that work on the thing now: a client that is
  ///   gone may have left one.
  /// - Throws: ``ServerFailure``.
  init(at statement: LoneStatement, connection: Connection, waits: Bool) throws(ServerFailure) {
    let catalog = StepCatalog(connection: connection, waits: waits)
    switch statement {
    case .createIndex(let index): self = try IndexLook(index, catalog: catalog).look()
    case .dropIndex(let name): self = try catalog.removedIndex(name)
    case .reindex(let kind, let name): self = try catalog.rebuiltIndex(kind, name.quotedName)
    case .detach(let partition, let table):
      self = try catalog.detached(partition, from: table)
    case .create(let object, let name):
      self = CatalogLook(
        StepOutcome(
          try catalog.exists(object, name) ? .done : .notBegun, object.words(name)))
    case .drop(let object, let name):
      self = CatalogLook(
        StepOutcome(
          try catalog.exists(object, name) ? .notBegun : .done, object.words(name)))
    }
  }
}

extension [String] {
  /// The parts of a name, as the server reads them.
  var quotedName: String { map(\.quotedIdentifier).joined(separator: ".") }
}

extension LoneStatement.ClusterObject {
  var catalog: (table: String, name: String) {
    switch self {
    case .database: ("pg_database", "datname")
    case .tablespace: ("pg_tablespace", "spcname")
    case .subscription: ("pg_subscription", "subname")
    }
  }

  func words(_ name: String) -> String { "\(rawValue.lowercased()) '\(name)'" }
}
