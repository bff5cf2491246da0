internal import Engine
internal import SchemaModel

/// A table, one of its columns, or a view or the like, as a person asks for it.
struct SchemaSubject: Hashable {
  /// Of an object too that is no table.
  var table: Name
  /// `nil` where all of it is meant.
  var column: Name?

  /// What a text can mean: `sales.users` is a column, or else a table in a namespace.
  static func readings(of text: String, in dialect: Dialect) -> [SchemaSubject] {
    let whole = SchemaSubject(table: Name(text, in: dialect))
    guard let dot = text.lastIndex(of: ".") else { return [whole] }
    let column = SchemaSubject(
      table: Name(String(text[..<dot]), in: dialect),
      column: Name(String(text[text.index(after: dot)...]), in: dialect))
    return [column, whole]
  }

  /// What the subject was called before some changes.
  func before(_ changes: [SchemaChange]) -> SchemaSubject {
    var earlier = self
    for case .renameColumn(let from, let to, let table) in changes
    where table == self.table && to == column {
      earlier.column = from
    }
    for change in changes {
      switch change {
      case .renameTable(let from, table), .renameObject(_, let from, table): earlier.table = from
      default: continue
      }
    }
    return earlier
  }
}

extension SchemaChange {
  /// Whether the change has to do with a table, view or column, by its name before or after.
  func touches(_ subject: SchemaSubject) -> Bool {
    switch self {
    case .createTable(let table), .dropTable(let table):
      table.name == subject.table && subject.column.map { table.column(named: $0) != nil } ?? true
    case .renameTable(let from, let to), .renameObject(_, let from, let to):
      [from, to].contains(subject.table)
    case .renameLabel(_, _, let type), .renameAttribute(_, _, let type):
      subject.column == nil && type == subject.table
    case .createObject(let object), .dropObject(let object), .alterObject(_, let object):
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
