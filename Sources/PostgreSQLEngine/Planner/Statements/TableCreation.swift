internal import Engine
internal import SchemaModel

/// The creation of a table with all that comes with it.
struct TableCreation {
  private let table: Table
  private let writer: StatementWriter

  init(_ table: Table, writer: StatementWriter) {
    self.table = table
    self.writer = writer
  }

  func statements() -> [Statement] {
    [Statement(head + body + tail)] + settings + differences
  }

  // MARK: The statement

  private var isForeign: Bool { !table.holdsRows }

  private var isAttached: Bool {
    table.isAttached && isInline(ElementID.table(table.name).with(.attachment))
  }

  private var isPartition: Bool { isAttached && table.attributes[.partitionOf] != nil }

  private var head: String {
    let kind =
      isForeign ? "FOREIGN " : table.attributes[.persistence] == "unlogged" ? "UNLOGGED " : ""
    var text = "CREATE \(kind)TABLE \(table.name.sql)"
    if isPartition, let parent = table.attributes[.partitionOf] {
      text += " PARTITION OF \(parent)"
    }
    if let type = table.attributes[.ofType] { text += " OF \(type)" }
    return text
  }

  private var body: String {
    let lines = columnLines + constraintLines
    guard !lines.isEmpty else { return isPartition || isTyped ? "" : " ()" }
    return " (\n  " + lines.joined(separator: ",\n  ") + "\n)"
  }

  private var isTyped: Bool { table.attributes[.ofType] != nil }

  private var columnLines: [String] {
    if isPartition { return [] }
    if isTyped { return typedColumnLines }
    return table.columns.filter { !comesFromParent($0) }.map { column in
      ColumnText(column, of: table, writer: writer).declaration
    }
  }

  private var typedColumnLines: [String] {
    table.columns.compactMap { column in
      let text = ColumnText(column, of: table, writer: writer)
      return text.options.isEmpty ? nil : "\(column.name.sql) WITH OPTIONS\(text.options)"
    }
  }

  private func comesFromParent(_ column: Column) -> Bool {
    isAttached && column.attributes[.inherited] == "yes"
  }

  private var constraintLines: [String] {
    table.constraints.filter { constraint in
      isInline(.constraint(constraint, of: table.name))
        && !isInColumn(constraint)
    }.map { ConstraintText($0, of: table).text }
      + (table.isAttached && !isAttached ? parentChecks : [])
  }

  private var parentChecks: [String] {
    let own = Set(table.constraints.map(\.name))
    return writer.merging.checksOfParents(of: table).filter { !own.contains($0.name) }
      .map { ConstraintText($0, of: table).named }
  }

  private func isInColumn(_ constraint: Constraint) -> Bool {
    guard let column = ConstraintText(constraint, of: table).columnClause?.column,
      let column = table.column(named: column)
    else { return false }
    return !comesFromParent(column)
  }

  private func isInline(_ id: ElementID) -> Bool {
    writer.merging.host(of: .create(id)) == .create(.table(table.name))
  }

  private var tail: String {
    var text = ""
    if isPartition, let bound = table.attributes[.bound] { text += " \(bound)" }
    if isAttached, let parents = table.attributes[.inherits] { text += "\nINHERITS (\(parents))" }
    if let key = table.attributes[.partitionBy] { text += " PARTITION BY \(key)" }
    if let method = table.attributes[.accessMethod] { text += " USING \(method.sqlIdentifier)" }
    if let parameters = table.attributes[.with] { text += " WITH (\(parameters))" }
    if isForeign {
      text += " SERVER \((table.attributes[.server] ?? "").sqlIdentifier)"
      if let options = table.attributes[.options] { text += " OPTIONS (\(options))" }
    }
    return text
  }

  // MARK: What `CREATE TABLE` does not say

  private var settings: [Statement] {
    table.columns.flatMap { column in
      ColumnSettings(of: column, in: table).statements(
        from: comesFromParent(column) ? parentColumn(column)?.asCopied : nil)
    } + table.columns.flatMap { ColumnText($0, of: table, writer: writer).identityPersistence }
      + TableSettings(of: table).rowSecurity(from: nil)
  }

  /// The column of the first parent that has it.
  private func parentColumn(_ column: Column) -> Column? {
    writer.target.parents(of: table)
      .compactMap { writer.target.table(named: $0)?.column(named: column.name) }.first
  }

  /// What a column that comes from the parent has, and the parent's has not.
  private var differences: [Statement] {
    table.columns.filter(comesFromParent).flatMap { column -> [Statement] in
      guard let other = parentColumn(column) else { return [] }
      var statements: [Statement] = []
      if column.defaultValue != other.defaultValue {
        statements.append(
          column.defaultValue == nil
            ? writer.alter(table, "ALTER COLUMN \(column.name.sql) DROP DEFAULT")
            : writer.setDefault(of: column, table, isOnly: false))
      }
      if !column.isNullable, other.isNullable, !isInPrimaryKey(column) {
        statements.append(writer.alter(table, "ALTER COLUMN \(column.name.sql) SET NOT NULL"))
      }
      return statements
    }
  }

  private func isInPrimaryKey(_ column: Column) -> Bool {
    table.primaryKey?.columns.contains { $0.name == column.name } ?? false
  }
}

extension Column {
  /// What `CREATE TABLE` copies of a parent's column to that of a child, besides what is declared.
  fileprivate var asCopied: Column {
    var copy = self
    copy.attributes = attributes.only(.storage, .compression)
    return copy
  }
}
