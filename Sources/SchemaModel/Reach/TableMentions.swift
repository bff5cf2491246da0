/// Finds the tables that a text may speak of.
struct TableMentions {
  private var tables: [Substring: Set<Name>] = [:]
  /// Those whose names are not one word, which are taken to be named everywhere.
  private var everywhere: Set<Name> = []

  init(in schemas: [Schema]) {
    for name in schemas.flatMap(\.tables).map(\.name) {
      if name.spelling.utf8.allSatisfy(Self.isWordByte) {
        tables[name.spelling.asciiLowercased()[...], default: []].insert(name)
      } else {
        everywhere.insert(name)
      }
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
