internal import SchemaModel

/// A change in words that programs can rely on.
struct ChangeFields {
  /// Such as `add-column`.
  let kind: String
  /// The table, or the view or trigger.
  let object: String
  /// What of it: a column, a constraint, an index; empty where it is the whole.
  let detail: String

  init(_ change: SchemaChange) {
    switch change {
    case .createTable(let table): self.init("create-table", table.name)
    case .dropTable(let table): self.init("drop-table", table.name)
    case .renameTable(let from, let to): self.init("rename-table", from, to.spelling)
    case .addColumn(let column, let table): self.init("add-column", table, column.name.spelling)
    case .dropColumn(let column, let table): self.init("drop-column", table, column.name.spelling)
    case .renameColumn(let from, let to, let table):
      self.init("rename-column", table, "\(from) \(to)")
    case .renameLabel(let from, let to, let type):
      self.init("rename-label", type, "\(from) \(to)")
    case .renameAttribute(let from, let to, let type):
      self.init("rename-attribute", type, "\(from) \(to)")
    case .renameObject(let kind, let from, let to):
      self.init("rename-\(kind.word)", from, to.description)
    case .alterColumn(_, let to, let table): self.init("alter-column", table, to.name.spelling)
    case .reorderColumns(_, let to, let table):
      self.init("reorder-columns", table, to.map(\.spelling).joined(separator: " "))
    case .addConstraint(let constraint, let table):
      self.init("add-constraint", table, constraint.text)
    case .dropConstraint(let constraint, let table):
      self.init("drop-constraint", table, constraint.text)
    case .renameConstraint(_, let constraint, let table):
      self.init("rename-constraint", table, constraint.text)
    case .createIndex(let index, let table): self.init("create-index", table, index.name.spelling)
    case .dropIndex(let index, let table): self.init("drop-index", table, index.name.spelling)
    case .alterOptions(_, let to, let table):
      self.init("alter-options", table, to.map(\.rawValue).sorted().joined(separator: " "))
    case .alterAttributes(_, let to, let table):
      self.init(
        "alter-properties", table, to.keys.sorted().joined(separator: " "))
    case .alterObject(_, let object): self.init("alter", object)
    case .createObject(let object): self.init("create", object)
    case .dropObject(let object): self.init("drop", object)
    }
  }

  /// What belongs to a table has that for its detail: two may have policies of one name.
  private init(_ verb: String, _ object: SchemaObject) {
    self.init("\(verb)-\(object.kind.word)", object.name, object.table?.description ?? "")
  }

  private init(_ kind: String, _ object: Name, _ detail: String = "") {
    self.kind = kind
    self.object = object.description
    self.detail = detail
  }

  /// `+` for what comes, `-` for what goes, `~` for what is altered.
  var sign: String {
    switch kind.prefix(while: { $0 != "-" }) {
    case "create", "add": "+"
    case "drop": "-"
    default: "~"
    }
  }
}

extension Constraint {
  fileprivate var text: String { "\(rule.kindName) \(summary)" }
}

extension SchemaObject.Kind {
  fileprivate var word: String { rawValue.replacing(" ", with: "-") }
}
