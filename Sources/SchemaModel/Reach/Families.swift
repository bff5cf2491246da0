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
      .flatMap(Self.names)
  }

  /// The names in a list such as `"a, b", c."d"`.
  ///
  /// A quote and a combining character behind it are one `Character`, but two to the engine.
  private static func names(in list: String) -> [String] {
    var names = [String.UnicodeScalarView()]
    var isQuoted = false
    var isBehindQuote = false
    for scalar in list.unicodeScalars {
      switch scalar {
      case "\"":
        // The second of two stands for itself.
        if isBehindQuote, !isQuoted { names[names.count - 1].append(scalar) }
        isQuoted.toggle()
      case "," where !isQuoted: names.append(String.UnicodeScalarView())
      case " " where !isQuoted: break
      default: names[names.count - 1].append(scalar)
      }
      isBehindQuote = scalar == "\""
    }
    return names.map { String($0) }
  }
}
