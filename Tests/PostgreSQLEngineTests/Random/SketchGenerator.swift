import TestSupport

/// Makes up schemas: anything that PostgreSQL's grammar allows and the catalog reader should know.
///
/// Mostly what the server takes; what it refuses is left out afterwards.
struct SketchGenerator {
  var random: SplitMix64
  var sketch = SchemaSketch()
  private var lastID = 0
  /// For what is added to some schemas alone, so that the others are as they were.
  var rarities: SplitMix64
  /// The server's, of which only some know some clauses.
  let version: Int

  init(seed: UInt64, version: Int) {
    random = SplitMix64(seed: seed)
    rarities = SplitMix64(seed: ~seed)
    self.version = version
  }

  mutating func makeSchema() {
    if random.chance(30) { addObject(.namespace) }
    for _ in 0..<random.number(below: 3) { addObject(random.pick(Self.typeKinds)) }
    if random.chance(40) { addObject(.sequence) }
    for _ in 0..<random.number(below: 3) {
      addObject(random.pick([.calculation, .triggerFunction]))
    }
    for _ in 0..<random.number(below: 4) + 1 { addTable() }
    for _ in 0..<random.number(below: 8) { addObject(random.pick(Self.laterKinds)) }
  }

  static let typeKinds: [ObjectSketch.Kind] = [
    .enumeration, .enumeration, .domain, .composite, .rangeType, .collation, .fileExtension,
  ]

  static let laterKinds: [ObjectSketch.Kind] = [
    .view, .view, .view, .materializedView, .trigger, .trigger, .rule, .policy, .publication,
    .comment, .comment, .setting, .setting, .setting, .statistics, .routine, .routine, .aggregate,
    .other,
    .constraint, .index,
  ]

  mutating func nextID() -> Int {
    lastID += 1
    return lastID
  }

  /// One of several, with a chance for none.
  mutating func maybe<Element>(_ percent: Int, _ elements: [Element]) -> Element? {
    random.chance(percent) && !elements.isEmpty ? random.pick(elements) : nil
  }

  mutating func anyNamespace() -> Int? { maybe(30, sketch.objects(.namespace))?.id }

  // MARK: Names

  /// A name that no table and no object has, in any schema.
  mutating func freeName() -> String {
    freeName(besides: sketch.tables.map(\.name) + sketch.objects.map(\.name))
  }

  mutating func freeName(besides taken: [String]) -> String {
    func isFree(_ name: String) -> Bool {
      !taken.contains { $0.utf8.elementsEqual(name.utf8) }
    }
    while true {
      let name = random.pick(random.chance(70) ? SketchNames.plain : SketchNames.odd)
      if isFree(name) { return name }
      let numbered = "\(name.cut(toBytes: 60))\(random.number(below: 100))"
      if isFree(numbered) { return numbered }
    }
  }

  /// A name for a column that the table does not have.
  mutating func freeColumnName(of table: TableSketch) -> String {
    freeName(besides: sketch.columns(of: table).map(\.name) + table.columns.map(\.name))
  }
}
