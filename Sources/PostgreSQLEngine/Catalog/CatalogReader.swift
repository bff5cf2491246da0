internal import Engine
internal import SchemaModel

/// Reads the schema of a database from the server's catalog.
///
/// One round trip reads all of it, whatever there is
/// (<https://www.postgresql.org/docs/current/catalogs.html>).
struct CatalogReader {
  let connection: Connection
  let options: CatalogOptions

  /// - Throws: ``ServerFailure``, or ``DatabaseError/unsupportedObject(kind:name:)``.
  func schema() throws -> Schema { try assembly().schema() }

  /// The schema, and where its parts are; throws the same.
  func assembly() throws -> SchemaAssembly {
    let parts = CatalogQuery.all(version: connection.serverVersion, options: options)
    let answers = try connection.execute(parts.map(\.sql).joined(separator: ";\n"))
    var assembly = SchemaAssembly()
    for (part, rows) in zip(parts, answers) {
      for row in rows {
        var row = CatalogRow(row)
        do {
          try part.read(&row, &assembly)
        } catch DatabaseError.unsupportedObject where options.passesOverUnsupported {}
      }
    }
    return assembly
  }
}
