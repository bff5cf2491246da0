import Engine
import SchemaModel

@testable import SQLiteEngine

/// A case with its schemas loaded.
struct CaseTrial {
  let file: CaseFile
  let base: Schema
  let target: Schema

  init(_ file: CaseFile) throws {
    self.file = file
    base = try Self.database(file.from, file.name).schema()
    target = try Self.database(file.to, file.name).schema()
  }

  private static func database(_ text: String, _ path: String) throws -> SQLiteDatabase {
    let database = try SQLiteDatabase(scratch: ())
    try database.run(Script(text, path: path))
    return database
  }

  func filledBase() throws -> SQLiteDatabase {
    let database = try Self.database(file.from, file.name)
    try database.run(Script(file.rows, path: file.name))
    return database
  }

  func up() throws -> Plan {
    try SQLiteEngine().plan(
      from: base, to: target, renames: file.renames, options: file.options)
  }

  func down() throws -> Plan {
    var options = file.options
    options.backfills = [:]
    options.usesPlaceholders = true
    return try SQLiteEngine().plan(
      from: target, to: base,
      renames: file.renames.map { $0.reversed(among: file.renames) }, options: options)
  }

  func script(_ plan: Plan) -> Script {
    Script(plan.text, path: file.name, options: plan.options)
  }

  // MARK: Rows

  /// The rows of the columns that are in both schemas with the same type.
  func rows(in database: SQLiteDatabase, renamed: Bool) throws -> [[[String]]] {
    try survivors.map { survivor in
      try database.rows(
        of: renamed ? survivor.newColumns : survivor.columns,
        in: renamed ? survivor.newName : survivor.name)
    }
  }

  private struct Survivor {
    let name: Name
    let newName: Name
    let columns: [Name]
    let newColumns: [Name]
  }

  private var survivors: [Survivor] {
    base.tables.compactMap { table in
      guard let newName = newName(of: table.name, column: nil),
        let other = target.table(named: newName)
      else { return nil }
      let pairs = table.columns.compactMap { column -> (Name, Name)? in
        guard let name = self.newName(of: table.name, column: column.name),
          let new = other.column(named: name), new.type == column.type, new.generation == nil,
          column.generation == nil
        else { return nil }
        return (column.name, name)
      }
      guard !pairs.isEmpty else { return nil }
      return Survivor(
        name: table.name, newName: newName, columns: pairs.map(\.0), newColumns: pairs.map(\.1))
    }
  }

  /// The name afterwards; `nil` for what has made room for something else of the same name.
  private func newName(of table: Name, column: Name?) -> Name? {
    let renames = file.renames.filter { rename in
      column == nil ? rename.column == nil : rename.column != nil && rename.table == table
    }
    let name = column ?? table
    if let rename = renames.first(where: { ($0.column ?? $0.table) == name }) {
      return rename.newName
    }
    return renames.contains { $0.newName == name } ? nil : name
  }
}

extension Plan {
  /// The statements without what switches foreign keys off and on round them.
  var statementText: String { Plan(statements: statements).text }
}
