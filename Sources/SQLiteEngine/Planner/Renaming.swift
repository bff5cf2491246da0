internal import CSQLite
internal import Engine
internal import SchemaModel

/// The renames of a plan, and the schema that they lead to.
///
/// SQLite itself says what a rename makes of the schema: it follows the name into indexes,
/// constraints, triggers and views (<https://www.sqlite.org/lang_altertable.html>).
struct Renaming {
  let schema: Schema
  let statements: [Statement]
  let changes: [SchemaChange]

  init(_ renames: [Rename], of base: Schema) throws {
    guard !renames.isEmpty else {
      schema = base
      statements = []
      changes = []
      return
    }
    let columns = renames.filter { $0.column != nil }
    let tables = renames.filter { $0.column == nil }
    statements = Self.columnStatements(columns) + Self.tableStatements(tables)
    changes =
      columns.compactMap { rename in
        let table = tables.first { $0.table == rename.table }?.newName ?? rename.table
        return rename.column.map {
          .renameColumn(from: $0, to: rename.newName, table: table)
        }
      } + tables.map { .renameTable(from: $0.table, to: $0.newName) }
    schema = try Self.schema(of: base, after: statements)
  }

  private static func schema(of base: Schema, after statements: [Statement]) throws -> Schema {
    let scratch = try SQLiteDatabase(scratch: ())
    try scratch.run(Script(base.creationScript, path: "<base>"))
    try scratch.run(
      Script(Plan(statements: statements).text, path: "<renames>"))
    return try scratch.schema()
  }

  private static func columnStatements(_ renames: [Rename]) -> [Statement] {
    Dictionary(grouping: renames, by: \.table).sorted { $0.key < $1.key }.flatMap {
      table, renames in
      RenameOrder.steps(renames.compactMap { rename in rename.column.map { ($0, rename.newName) } })
        .map { from, to in
          Statement("ALTER TABLE \(table.sql) RENAME COLUMN \(from.sql) TO \(to.sql)")
        }
    }
  }

  private static func tableStatements(_ renames: [Rename]) -> [Statement] {
    RenameOrder.steps(renames.map { ($0.table, $0.newName) }).map { from, to in
      Statement("ALTER TABLE \(from.sql) RENAME TO \(to.sql)")
    }
  }
}

/// The order in which renames do not get into each other's way.
enum RenameOrder {
  /// Where names are exchanged, one of them takes a detour over a name of its own.
  static func steps(_ renames: [(Name, Name)]) -> [(Name, Name)] {
    var waiting = renames
    var steps: [(Name, Name)] = []
    while !waiting.isEmpty {
      if let next = waiting.firstIndex(where: { rename in
        !waiting.contains { $0.0 == rename.1 && $0.0 != rename.0 }
      }) {
        steps.append(waiting.remove(at: next))
      } else {
        let detour = Name(sqlite: "_migrate_\(waiting[0].0.spelling)")
        steps.append((waiting[0].0, detour))
        waiting[0].0 = detour
      }
    }
    return steps
  }
}

extension Schema {
  /// Statements that create the whole schema in an empty database.
  var creationScript: String {
    let tables = tables.flatMap { [$0.declaration] + $0.indexes.map(\.declaration) }
    return (tables + objects.map(\.declaration)).map { $0 + ";\n" }.joined()
  }
}
