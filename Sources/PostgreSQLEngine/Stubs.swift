internal import Engine
internal import SchemaModel

// Stands in for Catalog/ until it is here.

struct CatalogReader {
  let connection: Connection
  let options: CatalogOptions
  func schema() throws -> Schema { Schema(dialect: .postgresql) }
}

struct CatalogOptions {
  init(_ configuration: PostgreSQLConfiguration) {}
}
