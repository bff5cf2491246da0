internal import Engine
internal import SchemaModel

/// A schema of which scratch databases are made.
struct ScratchBase {
  let engine: any Engine
  let schema: Schema
  /// The schema as a state of a database, where one is at hand.
  let template: ScratchTemplate?

  func open() throws -> any Database {
    if let template { return try template.open() }
    let database = try engine.openScratch()
    let creation = try engine.plan(
      from: Schema(dialect: schema.dialect), to: schema, renames: [], options: PlanOptions())
    try database.run(Script(creation.text, path: "<base>"))
    return database
  }
}
