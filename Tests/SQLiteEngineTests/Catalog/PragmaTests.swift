import SchemaModel
import TestSupport
import Testing

@testable import SQLiteEngine

/// What is read from declarations, beside what SQLite itself says about random schemas.
@Suite struct PragmaTests {
  private func databases() throws -> [(UInt64, SQLiteDatabase, Schema)] {
    try (UInt64(7_000)..<7_060).map { seed in
      var generator = SketchGenerator(seed: seed)
      var printer = SketchPrinter(
        SketchLoader.acceptable(generator.schema()), style: SplitMix64(seed: seed))
      let database = try SketchLoader.database(printer.text())
      return (seed, database, try database.schema())
    }
  }

  @Test func `foreign keys are those of foreign_key_list`() throws {
    for (seed, database, schema) in try databases() {
      for table in schema.tables {
        let rows = try database.connection.query(
          """
          SELECT id, "table", "from", "to", on_update, on_delete
          FROM pragma_foreign_key_list(?) ORDER BY id DESC, seq
          """, [.text(table.name.spelling)])
        let lists = Dictionary(grouping: rows) { $0[0].integer ?? 0 }
          .sorted { $0.key > $1.key }.map(\.value)
        #expect(lists.count == table.foreignKeys.count, "seed \(seed)")
        for (key, rows) in zip(table.foreignKeys, lists) {
          #expect(key.columns == rows.map { Name(sqlite: $0[2].text ?? "") }, "seed \(seed)")
          #expect(key.parent == Name(sqlite: rows[0][1].text ?? ""), "seed \(seed)")
          #expect(key.onUpdate.rawValue == rows[0][4].text?.lowercased(), "seed \(seed)")
          #expect(key.onDelete.rawValue == rows[0][5].text?.lowercased(), "seed \(seed)")
          let parents = rows.compactMap(\.[3].text).map { Name(sqlite: $0) }
          #expect(parents.isEmpty || parents == key.parentColumns, "seed \(seed)")
        }
      }
    }
  }

  @Test func `columns are those of table_xinfo`() throws {
    for (seed, database, schema) in try databases() {
      for table in schema.tables {
        let rows = try database.connection.query(
          """
          SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(?)
          """, [.text(table.name.spelling)])
        for (column, row) in zip(table.columns, rows) {
          #expect(column.name == Name(sqlite: row[0].text ?? ""), "seed \(seed)")
          #expect(column.isNullable == (row[2].integer == 0), "seed \(seed)")
          #expect((column.generation != nil) == ((row[5].integer ?? 0) > 1), "seed \(seed)")
          #expect(column.generation?.isStored ?? (row[5].integer == 3) == (row[5].integer == 3))
          let hasDefault = row[3] != .null && !["NULL", "(NULL)"].contains(row[3].text)
          #expect((column.defaultValue != nil) == hasDefault, "seed \(seed)")
          let isKey = table.primaryKey?.columns.contains { $0.name == column.name } ?? false
          #expect(isKey == (row[4].integer != 0), "seed \(seed)")
        }
      }
    }
  }

  @Test func `indexes and keys are those of index_list`() throws {
    for (seed, database, schema) in try databases() {
      for table in schema.tables {
        let rows = try database.connection.query(
          "SELECT name, \"unique\", origin, partial FROM pragma_index_list(?) ORDER BY name",
          [.text(table.name.spelling)])
        let created = rows.filter { $0[2].text == "c" }
        let indexes = table.indexes.sorted {
          $0.name.spelling.utf8.lexicographicallyPrecedes($1.name.spelling.utf8)
        }
        #expect(
          created.map { Name(sqlite: $0[0].text ?? "") } == indexes.map(\.name), "seed \(seed)")
        #expect(created.map { $0[1].integer == 1 } == indexes.map(\.isUnique), "seed \(seed)")
        #expect(
          created.map { $0[3].integer == 1 } == indexes.map { $0.predicate != nil }, "seed \(seed)")
        let hasKeyIndex = rows.contains { $0[2].text == "pk" }
        if let key = table.primaryKey { #expect(hasKeyIndex != key.isRowID, "seed \(seed)") }
      }
    }
  }
}
