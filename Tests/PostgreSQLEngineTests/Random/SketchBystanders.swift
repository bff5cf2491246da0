import Engine
import SchemaModel

@testable import PostgreSQLEngine

/// What a target database has and no revision has made: a grant on everything, a trigger and an index on
/// the tables.
struct SketchBystanders {
  private let schema: Schema
  private let role = "bystander"

  init(of schema: Schema) { self.schema = schema }

  /// - Parameter database: a session that may do everything.
  func put(in database: PostgreSQLDatabase) throws {
    try database.run(
      """
      DO $$ BEGIN CREATE ROLE \(role);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$
      """)
    for grant in grants { try database.run(grant) }
    for table in ordinaryTables { try database.run(trigger(on: table)) }
  }

  /// What is no longer there of that which a database still has a place for.
  ///
  /// - Parameters:
  ///   - target: the schema that the database has come to.
  ///   - newNames: what tables are called that were renamed.
  func lost(
    from database: PostgreSQLDatabase, in target: Schema, newNames: [Name: Name]
  ) throws -> [String] {
    let taken = Set(newNames.values)
    var lost: [String] = []
    for table in schema.tables where newNames[table.name] != nil || !taken.contains(table.name) {
      let name = newNames[table.name] ?? table.name
      guard let there = target.table(named: name) else { continue }
      if try !isGranted(name, in: database) { lost.append("grant on table \(name)") }
      guard isOrdinary(table), isOrdinary(there), try !hasTrigger(name, in: database) else {
        continue
      }
      lost.append("trigger on table \(name)")
    }
    for object in schema.objects
    where target.objects.contains(where: { $0.reference == object.reference }) {
      switch object.kind {
      case .view, .materializedView, .sequence:
        if try !isGranted(object.name, in: database) { lost.append("grant on \(object.reference)") }
      default: continue
      }
    }
    return lost
  }

  // MARK: Grants

  private var grants: [String] {
    let tables = schema.tables.map { "GRANT SELECT ON TABLE \($0.name.sqlWithSchema) TO \(role)" }
    return tables
      + schema.objects.compactMap { object in
        switch object.kind {
        case .view, .materializedView, .sequence:
          "GRANT SELECT ON TABLE \(object.name.sqlWithSchema) TO \(role)"
        default: nil
        }
      }
  }

  private func isGranted(_ name: Name, in database: PostgreSQLDatabase) throws -> Bool {
    try database.value(
      "SELECT has_table_privilege('\(role)', \(name.sqlWithSchema.sqlLiteral), 'SELECT')") == "t"
  }

  // MARK: Triggers

  private var ordinaryTables: [Table] { schema.tables.filter(isOrdinary) }

  /// Partitions have those of their parents, and foreign tables may have none.
  private func isOrdinary(_ table: Table) -> Bool {
    table.attributes[.partitionOf] == nil && table.attributes[.partitionBy] == nil
      && table.attributes[.server] == nil
  }

  private func trigger(on table: Table) -> String {
    """
    CREATE TRIGGER \(role) BEFORE UPDATE ON \(table.name.sqlWithSchema) FOR EACH ROW
    EXECUTE FUNCTION suppress_redundant_updates_trigger()
    """
  }

  private func hasTrigger(_ name: Name, in database: PostgreSQLDatabase) throws -> Bool {
    try database.value(
      """
      SELECT count(*) FROM pg_trigger
      WHERE tgname = '\(role)' AND tgrelid = \(name.sqlWithSchema.sqlLiteral)::regclass
      """) == "1"
  }
}
