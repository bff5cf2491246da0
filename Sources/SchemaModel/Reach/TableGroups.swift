/// The tables of two schemas, in groups that have nothing to do with one another.
///
/// Tables are in one group where they hang on each other by foreign keys or inheritance, or where one
/// statement names both, be it by an index or in a comment: as with ``Reach``, there is rather too
/// much in a group than too little. What statements do in one group is then the same whether the
/// others are there or not, and whether their statements have run.
package struct TableGroups {
  /// The tables of each part, which is one group or several.
  package let parts: [Set<Name>]
  private let places: [Name: Int]
  private let mentions: TableMentions

  /// - Parameters:
  ///   - statements: all that run between the two schemas, each as its text with other texts that tell
  ///     what it is about.
  ///   - size: how many tables a part has at least, but the last.
  /// - Returns: `nil` where there is anything but tables, or a statement that names none: it may be
  ///   about all of them.
  package init?(
    between base: Schema, and target: Schema, statements: [[String]], size: Int
  ) {
    let schemas = [base, target]
    guard schemas.allSatisfy(\.objects.isEmpty) else { return nil }
    mentions = TableMentions(in: schemas, withIndexes: true)
    var union = TableUnion(schemas.flatMap(\.tables).map(\.name))
    for (child, parent) in TableLinks(schemas).all { union.join(child, parent) }
    for statement in statements {
      let tables = mentions.tables(in: statement)
      guard let first = tables.first else { return nil }
      for table in tables { union.join(first, table) }
    }
    parts = Self.parts(of: union.groups(), size: size)
    places = Dictionary(
      parts.enumerated().flatMap { place, names in names.map { ($0, place) } },
      uniquingKeysWith: { first, _ in first })
  }

  private static func parts(of groups: [[Name]], size: Int) -> [Set<Name>] {
    var parts: [Set<Name>] = []
    for group in groups {
      if let last = parts.last, last.count < size {
        parts[parts.count - 1].formUnion(group)
      } else {
        parts.append(Set(group))
      }
    }
    return parts
  }

  /// The part that a statement belongs to, which is one of those that the groups were made for.
  package func place(of statement: [String]) -> Int? {
    mentions.tables(in: statement).first.flatMap { places[$0] }
  }

  /// What a part has of a schema.
  package func part(_ place: Int, of schema: Schema) -> Schema {
    Schema(
      dialect: schema.dialect, tables: parts[place].compactMap { schema.table(named: $0) },
      dependencies: schema.dependencies)
  }
}

/// Tables that are joined to groups.
private struct TableUnion {
  private let names: [Name]
  private let positions: [Name: Int]
  /// By position another of the same group, nearer to the one that stands for it.
  private var representatives: [Int]

  init(_ names: [Name]) {
    self.names = Set(names).sorted()
    positions = Dictionary(zip(self.names, self.names.indices)) { first, _ in first }
    representatives = Array(self.names.indices)
  }

  /// Joins the groups of two tables, where both are there.
  mutating func join(_ one: Name, _ other: Name) {
    guard let one = positions[one], let other = positions[other] else { return }
    let (first, second) = (representative(of: one), representative(of: other))
    representatives[max(first, second)] = min(first, second)
  }

  private mutating func representative(of position: Int) -> Int {
    var position = position
    while representatives[position] != position {
      representatives[position] = representatives[representatives[position]]
      position = representatives[position]
    }
    return position
  }

  /// In the order of their first tables.
  mutating func groups() -> [[Name]] {
    var groups: [Int: [Name]] = [:]
    for position in names.indices {
      groups[representative(of: position), default: []].append(names[position])
    }
    return groups.sorted { $0.key < $1.key }.map(\.value)
  }
}
