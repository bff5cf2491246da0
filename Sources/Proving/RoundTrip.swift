package import Engine
package import SchemaModel

/// The trial of a way there and back.
package struct RoundTrip {
  let engine: any Engine
  let beginning: [Script]
  let ups: [Script]
  let downs: [Script]

  /// - Parameters:
  ///   - beginning: what leads from an empty database to where the way begins.
  ///   - ups: the scripts that lead there, in the order in which they run.
  ///   - downs: those that lead back, in the order in which they run.
  package init(engine: any Engine, beginning: [Script], ups: [Script], downs: [Script]) {
    self.engine = engine
    self.beginning = beginning
    self.ups = ups
    self.downs = downs
  }

  /// - Returns: the schema after each of the scripts that lead there.
  /// - Throws: ``RoundTripFailure``, or what the other scripts throw.
  @discardableResult
  package func run() throws -> [Schema] {
    let database = try engine.openScratch(running: beginning)
    let start = try database.schema()
    let schemas = try ups.map { script in
      try database.run(script)
      return try database.schema()
    }
    guard !downs.isEmpty else { return schemas }
    do {
      for script in downs { try database.run(script) }
    } catch let error as DatabaseError {
      throw RoundTripFailure.downFails(error)
    }
    let changes = try database.schema().substantialChanges(to: start)
    guard changes.isEmpty else { throw RoundTripFailure.downDiffers(changes) }
    return schemas
  }
}

/// Why a way back does not lead back.
package enum RoundTripFailure: Error {
  case downFails(DatabaseError)
  /// What is still to be changed afterwards.
  case downDiffers([SchemaChange])
}
