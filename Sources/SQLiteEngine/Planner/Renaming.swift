internal import Engine
internal import SchemaModel

/// The renames of a plan, and the schema that they lead to.
///
/// SQLite itself says what a rename makes of the schema: it follows the name into indexes,
/// constraints, triggers and views (<https://www.sqlite.org/lang_altertable.html>).
struct Renaming {
  let schema: Schema
  /// The schema as it would be if no view or trigger had been taken down for the renames.
  let comparable: Schema
  let statements: [Statement]
  let changes: [SchemaChange]
  let displaced: DisplacedNames

  init(_ renames: [Rename], of base: Schema) throws {
    guard !renames.isEmpty else {
      (schema, comparable, statements, changes, displaced) = (base, base, [], [], DisplacedNames())
      return
    }
    let order = RenameStatements(renames, in: base)
    (changes, displaced) = (order.changes, order.displaced)
    if let schema = try? Self.schema(of: base, after: order.statements) {
      (self.schema, comparable, statements) = (schema, schema, order.statements)
      return
    }
    // SQLite renames nothing while a view or trigger refers to what is not there, and reads no
    // catalog with an index whose source has another name.
    let drops = base.objects.reversed().filter { object in
      object.kind != .virtualTable || VirtualTable(object).source != nil
    }.map(\.drop)
    statements = drops + order.statements
    schema = try Self.schema(of: base, after: statements)
    comparable = Schema(dialect: base.dialect, tables: schema.tables, objects: base.objects)
  }

  private static func schema(of base: Schema, after statements: [Statement]) throws -> Schema {
    let scratch = try SQLiteDatabase(scratch: ())
    try scratch.run(Script(base.creationScript, path: "<base>"))
    try scratch.run(Script(Plan(statements: statements).text, path: "<renames>"))
    return try scratch.schema()
  }
}

extension Schema {
  /// Statements that create the whole schema in an empty database.
  var creationScript: String {
    let tables = tables.flatMap { [$0.declaration] + $0.indexes.map(\.declaration) }
    return (tables + objects.map(\.declaration)).map { $0 + ";\n" }.joined()
  }
}
