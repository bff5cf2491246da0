/// Finds the tables that a text may speak of.
struct TableMentions {
  private var tables: [Substring: Set<Name>] = [:]
  /// Those whose names are not one word, which are taken to be named everywhere.
  private var everywhere: Set<Name> = []

  /// - Parameter withIndexes: whether a table is also named where one of its indexes is.
  init(in schemas: [Schema], withIndexes: Bool = false) {
    for table in schemas.flatMap(\.tables) {
      add(table.name, namedBy: table.name)
      guard withIndexes else { continue }
      for index in table.indexes { add(table.name, namedBy: index.name) }
    }
  }

  private mutating func add(_ table: Name, namedBy name: Name) {
    if name.spelling.utf8.allSatisfy(Self.isWordByte) {
      tables[name.spelling.asciiLowercased()[...], default: []].insert(table)
    } else {
      everywhere.insert(table)
    }
  }

  /// The tables whose names stand in texts as words, be it in quotes, comments or strings.
  func tables(in texts: [String]) -> Set<Name> {
    var found = everywhere
    for text in texts {
      for word in text.asciiLowercased().utf8.split(whereSeparator: { !Self.isWordByte($0) }) {
        if let tables = tables[Substring(word)] { found.formUnion(tables) }
      }
    }
    return found
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...: true
    default: false
    }
  }
}
