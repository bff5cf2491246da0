internal import Engine
internal import SchemaModel

/// A column as it is declared in `CREATE TABLE` and `ADD COLUMN`.
struct ColumnText {
  private let column: Column
  private let table: Table
  private let writer: StatementWriter
  private let id: ElementID

  init(_ column: Column, of table: Table, writer: StatementWriter) {
    self.column = column
    self.table = table
    self.writer = writer
    id = .column(column.name, of: table.name)
  }

  var declaration: String {
    if writer.merging.isSerial(id) {
      let keyword = Serials.keyword(for: column)
      return "\(column.name.sql) \(keyword)\(keyClauses.isEmpty ? " NOT NULL" : keyClauses)"
    }
    return "\(column.name.sql) \(column.typeAndCollation)\(foreignOptions)\(options)"
  }

  /// What comes after the type.
  var options: String { value + nullability + keyClauses }

  private var foreignOptions: String {
    column.attributes[.foreignOptions].map { " OPTIONS (\($0))" } ?? ""
  }

  private var value: String {
    if let generation = column.generation {
      let kind = generation.isStored ? "STORED" : "VIRTUAL"
      return " GENERATED ALWAYS AS (\(generation.expression.spelling)) \(kind)"
    }
    if column.attributes[.identity] != nil, isHere(id.with(.identity)) { return " \(identity)" }
    if let value = column.defaultValue, isHere(.columnDefault(column.name, of: table.name)) {
      return " DEFAULT \(value.spelling)"
    }
    return ""
  }

  var identity: String {
    let kind = column.attributes[.identity] == "always" ? "ALWAYS" : "BY DEFAULT"
    let sequence = column.attributes[.identitySequence].map { " (\($0))" } ?? ""
    return "GENERATED \(kind) AS IDENTITY\(sequence)"
  }

  /// What follows the declaration where it has an identity.
  var identityPersistence: [Statement] {
    isHere(id.with(.identity))
      ? IdentityChange.persistence(of: column, from: nil, in: table) : []
  }

  private var nullability: String {
    guard !column.isNullable, isHere(id.with(.notNull)),
      !isPrimaryKey || !column.notNull.isEmpty
    else { return "" }
    return NotNullText(column, of: table, writer: writer).clause
  }

  private var isPrimaryKey: Bool {
    clauses.contains { if case .primaryKey = $0.rule { true } else { false } }
  }

  private var keyClauses: String {
    clauses.compactMap { ConstraintText($0, of: table).columnClause?.text }.map { " \($0)" }
      .joined()
  }

  /// The constraints that are written with the column.
  private var clauses: [Constraint] {
    table.constraints.filter { constraint in
      ConstraintText(constraint, of: table).columnClause?.column == column.name
        && writer.actions[.table(table.name)].isCreated
        && isHere(.constraint(constraint, of: table.name))
    }
  }

  private func isHere(_ element: ElementID) -> Bool {
    writer.merging.host(of: .create(element)) == writer.merging.host(of: .create(id))
  }
}
