import TestSupport

extension SketchGenerator {
  mutating func constraint(_ id: Int, of table: TableSketch) -> ObjectSketch? {
    guard let text = constraintText(of: table) else { return nil }
    return ObjectSketch(
      id: id, kind: .constraint, name: random.chance(40) ? "" : freeName(), table: table.id,
      text: text)
  }

  mutating func constraintText(of table: TableSketch) -> String? {
    let columns = sketch.columns(of: table)
    guard let column = maybe(100, columns) else { return nil }
    if version >= 18, random.chance(20) { return newerConstraint(of: column, columns) }
    switch random.number(below: 10) {
    case 0...3:
      var text = "CHECK (\(condition(on: "{.\(column.id)}", of: column.type)))"
      if random.chance(10), table.partitioning == nil { text += " NO INHERIT" }
      if random.chance(10) { text += " NOT VALID" }
      return text
    case 4, 5: return unique(columns, of: table)
    case 6: return exclusion(columns)
    default: return foreignKey(from: columns)
    }
  }

  /// What came with version 18.
  private mutating func newerConstraint(
    of column: ColumnSketch, _ columns: [ColumnSketch]
  ) -> String? {
    switch random.number(below: 4) {
    case 0: return "CHECK (\(condition(on: "{.\(column.id)}", of: column.type))) NOT ENFORCED"
    case 1:
      return "NOT NULL {.\(column.id)}" + random.pick(["", " NO INHERIT", " NOT VALID"])
    case 2: return foreignKey(from: columns).map { "\($0) NOT ENFORCED" }
    default:
      guard let range = maybe(100, columns.filter { $0.type.family == .range }) else { return nil }
      return "UNIQUE ({.\(column.id)}, {.\(range.id)} WITHOUT OVERLAPS)"
    }
  }

  private mutating func unique(_ columns: [ColumnSketch], of table: TableSketch) -> String? {
    let ordered = columns.filter(\.type.isOrdered)
    let keys = Array(ordered.shuffled(using: &random).prefix(random.chance(70) ? 1 : 2))
    guard !keys.isEmpty else { return nil }
    let partitionKeys = table.partitioning?.mentions.map(\.id) ?? []
    let list = (keys.map(\.id) + partitionKeys.filter { id in !keys.contains { $0.id == id } })
      .map { "{.\($0)}" }.joined(separator: ", ")
    let included = random.chance(12) ? " INCLUDE ({.\(random.pick(columns).id)})" : ""
    return "UNIQUE" + (random.chance(15) ? " NULLS NOT DISTINCT" : "") + " (\(list))\(included)"
      + random.pick(["", "", "", " WITH (fillfactor = 60)"])
      + random.pick(["", "", "", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED"])
  }

  private mutating func exclusion(_ columns: [ColumnSketch]) -> String? {
    let ranges = columns.filter { $0.type.family == .range }
    if let range = maybe(100, ranges) { return "EXCLUDE USING gist ({.\(range.id)} WITH &&)" }
    guard let column = maybe(30, columns.filter(\.type.isOrdered)) else { return nil }
    return "EXCLUDE USING btree ({.\(column.id)} WITH =)"
      + random.pick(["", " WHERE ({.\(column.id)} IS NOT NULL)", " DEFERRABLE"])
  }

  /// A foreign key to a key that there is.
  private mutating func foreignKey(from columns: [ColumnSketch]) -> String? {
    let keys = sketch.objects(.constraint).filter { constraint in
      constraint.table.flatMap { sketch.table($0) } != nil
        && !constraint.text.contains("DEFERRABLE")
        && (constraint.text.hasPrefix("PRIMARY KEY") || constraint.text.hasPrefix("UNIQUE"))
    }
    guard let key = maybe(100, keys), let parent = key.table else { return nil }
    let list =
      key.text.split(separator: "INCLUDE").first.map { String($0).mentions.map(\.id) } ?? []
    let targets = list.compactMap { id in sketch.tables.flatMap(\.columns).first { $0.id == id } }
    var sources: [ColumnSketch] = []
    for target in targets {
      let fitting = columns.filter { column in
        column.type.text == target.type.text && !sources.contains { $0.id == column.id }
      }
      guard let source = maybe(100, fitting) else { return nil }
      sources.append(source)
    }
    guard !sources.isEmpty else { return nil }
    let names = sources.map { "{.\($0.id)}" }.joined(separator: ", ")
    let others = targets.map { "{.\($0.id)}" }.joined(separator: ", ")
    return "FOREIGN KEY (\(names)) REFERENCES {\(parent)} (\(others)){?\(key.id)}"
      + actions(sources)
  }

  private mutating func actions(_ sources: [ColumnSketch]) -> String {
    random.pick(["", "", "", " MATCH FULL"])
      + random.pick([
        "", "", " ON DELETE CASCADE", " ON DELETE SET NULL", " ON DELETE RESTRICT",
        " ON DELETE SET NULL ({.\(sources[0].id)})", " ON DELETE SET DEFAULT",
      ])
      + random.pick(["", "", " ON UPDATE CASCADE", " ON UPDATE SET DEFAULT"])
      + random.pick(["", "", " DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED"])
      + random.pick(["", "", "", " NOT VALID"])
  }

  // MARK: Indexes

  mutating func index(_ id: Int, of table: TableSketch) -> ObjectSketch? {
    let columns = sketch.columns(of: table)
    guard let column = maybe(100, columns) else { return nil }
    let keys = Array(columns.shuffled(using: &random).prefix(2))
    let only = table.partitioning != nil && random.chance(15) ? "ONLY " : ""
    let name = random.chance(25) ? "" : freeName()
    let text = indexText(on: column, or: keys, of: table)
    let unique = text.isUnique ? "UNIQUE " : ""
    return ObjectSketch(
      id: id, kind: .index, name: name, table: table.id,
      text: "CREATE \(unique)INDEX {.\(id)} ON \(only){\(table.id)} \(text.text)")
  }

  private mutating func indexText(
    on column: ColumnSketch, or columns: [ColumnSketch], of table: TableSketch
  ) -> (text: String, isUnique: Bool) {
    let name = "{.\(column.id)}"
    let condition = random.chance(20) ? " WHERE \(self.condition(on: name, of: column.type))" : ""
    let method: String? =
      switch column.type.family {
      case .json: random.pick(["gin (\(name))", "gin (\(name) jsonb_path_ops)"])
      case .array: "gin (\(name))"
      case .range: "gist (\(name))"
      case .network: maybe(50, ["gist (\(name) inet_ops)", "spgist (\(name))"])
      case .number: maybe(25, ["brin (\(name)) WITH (pages_per_range = 16)", "hash (\(name))"])
      case .text: maybe(15, ["hash (\(name))", "spgist (\(name))"])
      default: nil
      }
    if let method { return ("USING \(method)\(condition)", false) }
    let ordered = columns.filter(\.type.isOrdered)
    let list = ordered.map { indexElement($0) }.joined(separator: ", ")
    guard !list.isEmpty else { return ("(\(expression(on: column)))\(condition)", false) }
    if random.chance(25) { return ("(\(expression(on: column)), \(list))\(condition)", false) }
    let included = random.chance(15) ? " INCLUDE (\(name))" : ""
    let isUnique = random.chance(25) && table.partitioning == nil
    let nulls = isUnique && random.chance(20) ? " NULLS NOT DISTINCT" : ""
    let options = random.chance(10) ? " WITH (fillfactor = 50)" : ""
    return ("(\(list))\(included)\(nulls)\(options)\(condition)", isUnique)
  }

  private mutating func indexElement(_ column: ColumnSketch) -> String {
    let name = "{.\(column.id)}"
    let classes =
      column.type.text == "text"
      ? random.pick(["", "", " text_pattern_ops", " COLLATE \"C\""]) : ""
    return name + classes + random.pick(["", "", " DESC", " NULLS FIRST", " DESC NULLS LAST"])
  }

  mutating func expression(on column: ColumnSketch) -> String {
    let name = "{.\(column.id)}"
    return switch column.type.family {
    case .number: random.pick(["abs(\(name))", "(\(name) + 1) DESC", "(\(call(name)))"])
    case .text:
      random.pick(["lower(\(name))", "(\(name) || 'x')", "md5(\(name)) text_pattern_ops"])
    case .json: "(\(name) ->> 'a')"
    default: "(\(name) IS NULL)"
    }
  }
}
