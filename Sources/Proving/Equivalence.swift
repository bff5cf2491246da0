package import Engine
package import SchemaModel

/// The trial of two ways from one state of a database on: whether both have the same effect.
package struct Equivalence {
  let engine: any Engine
  let beginning: [Script]
  let one: [Script]
  let other: [Script]

  /// - Parameters:
  ///   - beginning: what leads from an empty database to where both ways begin.
  ///   - one: the scripts of one way, in the order in which they run.
  ///   - other: those of the other.
  package init(engine: any Engine, beginning: [Script], one: [Script], other: [Script]) {
    self.engine = engine
    self.beginning = beginning
    self.one = one
    self.other = other
  }

  // MARK: Schemas

  /// The schema that both ways lead to.
  ///
  /// - Throws: ``EquivalenceFailure``, or what the scripts of the beginning throw.
  package func schema() throws -> Schema {
    let first = try schema(by: one, isOther: false)
    let second = try schema(by: other, isOther: true)
    let changes = first.substantialChanges(to: second)
    guard changes.isEmpty else { throw EquivalenceFailure.schemasDiffer(changes) }
    return first
  }

  private func schema(by scripts: [Script], isOther: Bool) throws -> Schema {
    let database = try engine.openScratch(running: beginning)
    do {
      for script in scripts { try database.run(script) }
    } catch let error as DatabaseError {
      throw EquivalenceFailure.fails(error, isOther: isOther)
    }
    return try database.schema()
  }

  // MARK: Rows

  /// What the two ways make of rows.
  package enum Rows: Hashable, Sendable {
    /// The same; so many are there afterwards.
    case same(count: Int)
    /// Tables that have other rows afterwards.
    case differ([Name])
    /// One way fails where there are rows, and the other does not.
    case fails(DatabaseError, isOther: Bool)
    /// Both fail on the rows of the trial, so that nothing is known.
    case unknown
  }

  /// Runs both ways on the same rows of made-up values.
  ///
  /// What the same way brings about differently each time, such as a random number, is left out.
  ///
  /// - Throws: what the scripts of the beginning throw.
  package func rows() throws -> Rows {
    switch (try outcome(of: one), try outcome(of: other)) {
    case (.success(let first), .success(let second)):
      let tables = Self.tables(differingBetween: first, second)
      guard !tables.isEmpty else { return .same(count: first.values.reduce(0) { $0 + $1.count }) }
      let unsteady = try tablesThatNeverComeOutTheSame(besides: first)
      let rest = tables.filter { !unsteady.contains($0) }
      return rest.isEmpty ? .same(count: first.values.reduce(0) { $0 + $1.count }) : .differ(rest)
    case (.success, .failure(let error)): return .fails(error, isOther: true)
    case (.failure(let error), .success): return .fails(error, isOther: false)
    case (.failure, .failure): return .unknown
    }
  }

  private typealias Contents = [Name: [[String]]]

  private func outcome(of scripts: [Script]) throws -> Result<Contents, DatabaseError> {
    let database = try engine.openScratch(running: beginning)
    _ = try database.fill(rowsPerTable: Proof.rowsPerTable)
    do {
      for script in scripts { try database.run(script) }
    } catch let error as DatabaseError {
      return .failure(error)
    }
    var contents: Contents = [:]
    for table in try database.schema().tables {
      contents[table.name] = try database.rows(
        of: table.columns.map(\.name).sorted(), in: table.name)
    }
    return .success(contents)
  }

  private func tablesThatNeverComeOutTheSame(besides first: Contents) throws -> [Name] {
    guard case .success(let again) = try outcome(of: one) else { return [] }
    return Self.tables(differingBetween: first, again)
  }

  private static func tables(differingBetween one: Contents, _ other: Contents) -> [Name] {
    Set(one.keys).union(other.keys).filter { one[$0] != other[$0] }.sorted()
  }
}

/// How two ways were found to differ.
package enum EquivalenceFailure: Error {
  /// A script runs in one way and not in the other.
  case fails(DatabaseError, isOther: Bool)
  /// What would have to change so that the first way's schema becomes the other's.
  case schemasDiffer([SchemaChange])
}
