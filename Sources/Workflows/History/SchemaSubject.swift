internal import Engine
internal import SchemaModel

/// A table or one of its columns, as a person asks for it: `users` or `users.email`.
struct SchemaSubject: Hashable {
  var table: Name
  /// `nil` where the whole table is meant.
  var column: Name?

  init(_ text: String, in dialect: Dialect) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    table = Name(String(parts[0]), in: dialect)
    column = parts.count > 1 ? Name(String(parts[1]), in: dialect) : nil
  }

  /// What the subject was called before some changes.
  func before(_ changes: [SchemaChange]) -> SchemaSubject {
    var earlier = self
    for case .renameColumn(let from, let to, let table) in changes
    where table == self.table && to == column {
      earlier.column = from
    }
    for case .renameTable(let from, let to) in changes where to == table { earlier.table = from }
    return earlier
  }
}

extension SchemaChange {
  /// Whether the change has to do with a table, view or column, by its name before or after.
  func touches(_ subject: SchemaSubject) -> Bool {
    switch self {
    case .createTable(let table), .dropTable(let table):
      table.name == subject.table && subject.column.map { table.column(named: $0) != nil } ?? true
    case .renameTable(let from, let to): [from, to].contains(subject.table)
    case .createObject(let object), .dropObject(let object):
      subject.column == nil && [object.name, object.table].contains(subject.table)
    default: table == subject.table && (subject.column.map(touches) ?? true)
    }
  }

  /// Whether a change within a table has to do with a column.
  private func touches(_ column: Name) -> Bool {
    switch self {
    case .addColumn(let other, _), .dropColumn(let other, _): other.name == column
    case .alterColumn(_, let other, _): other.name == column
    case .renameColumn(let from, let to, _): [from, to].contains(column)
    case .addConstraint(let constraint, _), .dropConstraint(let constraint, _),
      .renameConstraint(_, let constraint, _):
      constraint.rule.mentions(column)
    case .createIndex(let index, _), .dropIndex(let index, _): index.mentions(column)
    default: false
    }
  }
}
