/// The tables whose rows are rows of others too: partitions, and what inherits.
package struct Families {
  private var children: [String: [Name]] = [:]

  package init(_ schema: Schema) {
    for table in schema.tables {
      for parent in table.parents { children[parent, default: []].append(table.name) }
    }
  }

  /// The tables right below a table.
  package func children(of table: Name) -> [Name] { children[table.description] ?? [] }

  /// The tables below a table, however deep.
  package func members(below table: Name) -> Set<Name> {
    var members: Set<Name> = []
    var waiting = [table]
    while let parent = waiting.popLast() {
      for child in self.children(of: parent) where members.insert(child).inserted {
        waiting.append(child)
      }
    }
    return members
  }
}

extension Table {
  /// The names of the tables that hold this one's rows too, without quotes.
  fileprivate var parents: [String] {
    [attributes["partition of"], attributes["inherits"]].compactMap(\.self)
      .flatMap { $0.split(separator: ", ") }
      .map { name in
        name.split(separator: "\"\"", omittingEmptySubsequences: false)
          .map { $0.filter { $0 != "\"" } }.joined(separator: "\"")
      }
  }
}
