import FoundationEssentials
import Testing

@testable import PostgreSQLEngine

/// `docs/postgresql-catalog.md`, held against the server's own catalog.
@Suite struct CatalogTableTests {
  private static let page = String(
    #filePath.dropLast("Tests/PostgreSQLEngineTests/CatalogTableTests.swift".count)
      + "docs/postgresql-catalog.md")

  /// The columns that the page tells of, each as often as it does.
  private func told() throws -> [String] {
    let text = String(decoding: try Data(contentsOf: URL(filePath: Self.page)), as: UTF8.self)
    return text.split(separator: "\n").filter { $0.hasPrefix("| `pg_") }.flatMap { line in
      let cells = line.split(separator: "|").map { $0.split(separator: "`") }
      let catalog = cells[0].first { $0.hasPrefix("pg_") } ?? ""
      return cells[1].filter { $0.contains { $0.isLetter } }.map { "\(catalog).\($0)" }
    }
  }

  @Test func `every column of every catalog is told of once`() throws {
    let told = try told()
    #expect(Set(told).count == told.count)
    let database = try TestServer.database()
    let columns = try database.values(
      """
      SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
      """
    ).compactMap(\.self)
    #expect(columns.count > 500)
    #expect(Set(columns).subtracting(told).sorted() == [])
  }
}
