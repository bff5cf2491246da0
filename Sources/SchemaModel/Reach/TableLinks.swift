/// Which tables hang on which others: by foreign keys, by inheritance, or because an engine's
/// catalog says so.
struct TableLinks {
  private var parents: [Name: Set<Name>] = [:]
  private var children: [Name: Set<Name>] = [:]
  /// The tables that something needs which is no table and belongs to none.
  private(set) var needed: Set<Name> = []

  init(_ schemas: [Schema]) {
    for schema in schemas {
      let families = Families(schema)
      for table in schema.tables {
        for key in table.foreignKeys { insert(table.name, below: key.parent) }
        for child in families.children(of: table.name) { insert(child, below: table.name) }
      }
      for (part, needs) in schema.dependencies {
        for parent in needs.compactMap(\.owner) {
          if let table = part.owner { insert(table, below: parent) } else { needed.insert(parent) }
        }
      }
    }
  }

  /// Each link once.
  var all: [(child: Name, parent: Name)] {
    parents.flatMap { child, parents in parents.map { (child, $0) } }
  }

  private mutating func insert(_ child: Name, below parent: Name) {
    guard child != parent else { return }
    parents[child, default: []].insert(parent)
    children[parent, default: []].insert(child)
  }

  /// Ties tables together that something belongs to.
  mutating func join(_ names: Set<Name>) {
    for name in names {
      for other in names { insert(name, below: other) }
    }
  }

  /// The tables with all that a change of them can change: deleting a row, say, or dropping a table.
  func withDescendants(of names: Set<Name>) -> Set<Name> { Self.closure(of: names, by: children) }

  /// The tables with all that they need.
  func withAncestors(of names: Set<Name>) -> Set<Name> { Self.closure(of: names, by: parents) }

  private static func closure(of names: Set<Name>, by links: [Name: Set<Name>]) -> Set<Name> {
    var found = names
    var waiting = Array(names)
    while let name = waiting.popLast() {
      for other in links[name] ?? [] where found.insert(other).inserted { waiting.append(other) }
    }
    return found
  }
}

extension ObjectReference {
  /// The table that the reference is to, or to a part of.
  fileprivate var owner: Name? { kind == .table ? name : table }
}
