internal import Engine
internal import SchemaModel

/// What a thing was set to in the models and is not any more, where it is declared anew.
///
/// The declaration alone would do. The statements are for the run in a database with settings of its own,
/// which are put back where the script does not speak of them.
enum LeftOutSettings {
  static func statements(from old: SchemaObject, to new: SchemaObject) -> [Statement] {
    switch new.kind {
    case .function, .procedure:
      let left = RoutineSettings(of: old).missing(in: RoutineSettings(of: new))
      guard let alteration = RoutineSettings.alteration(of: new) else { return [] }
      return left.map { Statement("\(alteration) RESET \($0.name)") }
    case .trigger, .rule:
      guard old.attributes[.enabled] != nil, new.attributes[.enabled] == nil,
        let table = new.table
      else { return [] }
      let keyword = new.kind == .rule ? "RULE" : "TRIGGER"
      return [Statement("ALTER TABLE \(table.sql) ENABLE \(keyword) \(new.name.sql)")]
    case .domain: return statements(fromDomain: old, to: new)
    default: return []
    }
  }

  private static func statements(
    fromDomain old: SchemaObject, to new: SchemaObject
  ) -> [Statement] {
    let conditions = Set(DomainConditions(old).constraints.keys)
      .subtracting(DomainConditions(new).constraints.keys).sorted()
      .map { "DROP CONSTRAINT IF EXISTS \($0)" }
    let hasNoDefault = new.attributes[.defaultValue] == nil
    let value = old.attributes[.defaultValue] != nil && hasNoDefault ? ["DROP DEFAULT"] : []
    return (conditions + value).map { Statement("ALTER DOMAIN \(new.name.typeSQL) \($0)") }
  }

  /// What a column of a table that is recreated is without, as the comment above the table says it.
  static func ofColumn(from old: Column, to new: Column, of table: Table) -> [String] {
    var left: [String] = []
    if !old.isNullable, new.isNullable { left.append(notNull(old, of: table)) }
    if old.defaultValue != nil, new.defaultValue == nil { left.append(value(old, of: table)) }
    return left
  }

  static func notNull(_ column: Column, of table: Table) -> String {
    "\(table.name).\(column.name) not null"
  }

  static func value(_ column: Column, of table: Table) -> String {
    "\(table.name).\(column.name) default"
  }

  static func statements(from old: Index, to new: Index) -> [Statement] {
    let left = Parameters.missing(storage(of: old), in: storage(of: new)).map(Parameters.name)
    return left.isEmpty
      ? [] : [Statement("ALTER INDEX \(new.name.sql) RESET (\(left.joined(separator: ", ")))")]
  }

  static func storage(of index: Index) -> String? { KeyStorage(index.declaration).parameters }
}
