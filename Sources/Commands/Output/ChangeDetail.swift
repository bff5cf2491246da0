internal import SchemaModel

/// A line under a modified table: `+ email_verified  boolean not null default false`.
struct ChangeDetail {
  let table: Name
  let sign: Character
  /// The name of a column, or the kind of another part.
  let subject: String
  let description: String
  /// Whether the subject is a column, so that descriptions are set in one column too.
  let isColumn: Bool

  /// The lines of a change; none for what has a line of its own.
  static func details(of change: SchemaChange) -> [ChangeDetail] {
    guard case .alterAttributes(let from, let to, let table) = change else {
      return [ChangeDetail(change)].compactMap(\.self)
    }
    return difference(from, to).map {
      ChangeDetail(table, "~", $0.key, $0.change, isColumn: true)
    }
  }

  private init?(_ change: SchemaChange) {
    switch change {
    case .addColumn(let column, let table):
      self.init(table, "+", column.name.spelling, column.summary, isColumn: true)
    case .alterColumn(let from, let to, let table):
      self.init(table, "~", to.name.spelling, from.summary(becoming: to), isColumn: true)
    case .addConstraint(let constraint, let table):
      self.init(table, "+", constraint.rule.kindName, constraint.summary)
    case .dropConstraint(let constraint, let table):
      self.init(table, "-", constraint.rule.kindName, constraint.summary)
    case .createIndex(let index, let table):
      self.init(table, "+", index.kindName, "\(index.name) \(index.summary)")
    case .dropIndex(let index, let table):
      self.init(table, "-", index.kindName, "\(index.name) \(index.summary)")
    case .alterOptions(let from, let to, let table):
      self.init(table, "~", "options", "\(Self.list(from)) -> \(Self.list(to))")
    case .reorderColumns(_, let to, let table):
      self.init(table, "=", "column order", to.map(\.spelling).joined(separator: ", "))
    case .renameConstraint(let from, let to, let table):
      self.init(
        table, "=", "constraint name",
        "\(from.name?.spelling ?? "none") -> \(to.name?.spelling ?? "none")")
    case .alterAttributes, .createTable, .dropTable, .renameTable, .renameColumn, .renameLabel,
      .renameAttribute, .renameObject, .dropColumn, .createObject, .dropObject, .alterObject:
      return nil
    }
  }

  init(
    _ table: Name, _ sign: Character, _ subject: String, _ description: String,
    isColumn: Bool = false
  ) {
    self.table = table
    self.sign = sign
    self.subject = subject
    self.description = description
    self.isColumn = isColumn
  }

  func text(width: Int) -> String {
    let padding =
      isColumn ? String(repeating: " ", count: max(0, width - subject.count) + 2) : " "
    return "\(sign) \(subject)\(padding)\(description)"
  }

  var color: Colors.Color? {
    switch sign {
    case "+": .green
    case "-": .red
    default: .cyan
    }
  }

  /// What two values of attributes differ in, such as `none -> enabled`.
  static func difference(
    _ from: Attributes, _ to: Attributes
  ) -> [(key: String, change: String)] {
    Set(from.keys).union(to.keys).sorted().filter { from[$0] != to[$0] }
      .map { ($0, "\(from[$0] ?? "none") -> \(to[$0] ?? "none")") }
  }

  private static func list(_ options: Set<TableOption>) -> String {
    options.isEmpty ? "none" : options.map(\.rawValue).sorted().joined(separator: ", ")
  }
}
