internal import Engine
internal import SchemaModel

// Stands in for Catalog/ and Planner/ until they are here.

struct CatalogReader {
  let connection: Connection
  let options: CatalogOptions
  func schema() throws -> Schema { Schema(dialect: .postgresql) }
}

struct CatalogOptions {
  init(_ configuration: PostgreSQLConfiguration) {}
}

struct Planner {
  let base: Schema
  let target: Schema
  let renames: [Rename]
  let options: PlanOptions
  let isOnline: Bool
  func plan() throws -> Plan { Plan() }
}
