import TestSupport

/// Writes a sketch as SQL, plainly or in one of many styles that mean the same.
struct SketchPrinter {
  private let sketch: SchemaSketch
  private var style: SplitMix64?
  private let separatesDefaults: Bool
  private var names: [Int: SketchName] = [:]

  /// - Parameter separatesDefaults: whether defaults are statements of their own, which the server
  ///   can refuse without refusing the table.
  init(_ sketch: SchemaSketch, style: SplitMix64? = nil, separatesDefaults: Bool = false) {
    self.sketch = sketch
    self.style = style
    self.separatesDefaults = separatesDefaults
    for table in sketch.tables {
      names[table.id] = SketchName(table.name, in: namespace(table.namespace))
      for column in table.columns { names[column.id] = SketchName(column.name) }
    }
    for object in sketch.objects { names[object.id] = name(of: object) }
  }

  mutating func text() -> String { statements().map { "\($0.text);\n" }.joined() }

  /// The statements in an order in which they can run.
  mutating func statements() -> [SketchStatement] {
    let inlined = inlinedConstraints()
    var statements: [SketchStatement] = []
    for object in sketch.objects where !Self.needsTables(object) {
      statements += statement(for: object).map { [$0] } ?? []
    }
    for table in sketch.tables { statements += self.statements(for: table, inlined: inlined) }
    for object in sketch.objects where Self.needsTables(object) && !inlined.contains(object.id) {
      statements += statement(for: object).map { [$0] } ?? []
    }
    requireExtensions(&statements)
    let ordered = statements.ordered { _ in 0 }
    guard var style else { return ordered }
    defer { self.style = style }
    return ordered.shuffled(using: &style)
  }

  /// An index may be of an operator class that an extension makes the usual one.
  private func requireExtensions(_ statements: inout [SketchStatement]) {
    let extensions = sketch.objects(.fileExtension).map(\.id)
    for index in statements.indices where statements[index].text.contains("USING gist") {
      statements[index].requires.formUnion(extensions)
    }
  }

  private static func needsTables(_ object: ObjectSketch) -> Bool {
    switch object.kind {
    case .namespace, .fileExtension, .collation, .enumeration, .domain, .composite, .rangeType,
      .sequence, .calculation, .triggerFunction:
      false
    default: true
    }
  }

  // MARK: Names

  private func namespace(_ id: Int?) -> String? {
    id.flatMap { sketch.object($0) }.map(\.name)
  }

  private func name(of object: ObjectSketch) -> SketchName {
    switch object.kind {
    case .namespace, .fileExtension, .constraint, .trigger, .rule, .policy, .publication, .other,
      .comment, .setting:
      return SketchName(object.name, isLocal: true)
    case .index:
      let place =
        object.table.flatMap { id in
          sketch.table(id)?.namespace ?? sketch.object(id)?.namespace
        }
      return SketchName(object.name, in: namespace(place))
    default: return SketchName(object.name, in: namespace(object.namespace))
    }
  }

  /// The text with names in place of what stands in braces; `nil` where there is no such name.
  private mutating func expanded(
    _ text: String, items: [String] = [], isStyled: Bool = true
  ) -> String? {
    // The text of a function's body is kept as it is.
    let isVerbatim = !isStyled || text.contains("$$")
    let expandedItems = items.compactMap { expanded($0, isStyled: !isVerbatim) }
    let parts = text.split(separator: "{*}", omittingEmptySubsequences: false).map {
      expandedMentions(String($0), isVerbatim: isVerbatim)
    }
    guard parts.allSatisfy({ $0 != nil }) else { return nil }
    return parts.compactMap(\.self).joined(separator: expandedItems.joined(separator: ", "))
  }

  private mutating func expandedMentions(_ text: String, isVerbatim: Bool) -> String? {
    var style = isVerbatim ? nil : self.style
    let names = names
    let result = text.expanded { mention in
      names[mention.id].map { $0.text(mention.form, style: &style) }
    }
    if !isVerbatim { self.style = style }
    return result
  }

  // MARK: Tables

  private mutating func statements(
    for table: TableSketch, inlined: Set<Int>
  ) -> [SketchStatement] {
    let isInFamily = sketch.isInPartitions(table.id) || !table.parents.isEmpty || isParent(table)
    let constraints = sketch.objects.filter { inlined.contains($0.id) && $0.table == table.id }
    var requires: Set<Int> = Set(table.parents + [table.namespace].compactMap(\.self))
    if let partition = table.partition { requires.insert(partition.parent) }
    var provides: Set<Int> = Set([table.id] + table.columns.map(\.id) + constraints.map(\.id))
    var items: [String] = []
    var defaults: [SketchStatement] = []
    for column in table.columns {
      let movesDefault = separatesDefaults || (!isInFamily && chance(30))
      // A default may call a function that is no longer there.
      let clauses = column.clauses.filter { clause in
        !(movesDefault && clause.hasPrefix("DEFAULT"))
          && clause.mentions.allSatisfy { names[$0.id] != nil }
      }
      guard let text = self.text(of: column, clauses: clauses) else {
        provides.remove(column.id)
        continue
      }
      items.append(text)
      requires.formUnion((clauses + [column.type.text]).flatMap(\.mentions).map(\.id))
      guard movesDefault else { continue }
      for clause in column.clauses where clause.hasPrefix("DEFAULT") {
        defaults += defaultStatement(clause, for: column, of: table).map { [$0] } ?? []
      }
    }
    for constraint in shuffled(constraints) {
      guard let text = expanded("CONSTRAINT {.\(constraint.id)} \(constraint.text)") else {
        continue
      }
      items.append(text)
      requires.formUnion(constraint.text.mentions.map(\.id))
    }
    guard let text = text(of: table, items: items) else { return [] }
    let creation = SketchStatement(
      element: .table(table.id), text: text, requires: requires.subtracting(provides),
      provides: provides, isFixed: isInFamily)
    return [creation] + defaults
  }

  private func isParent(_ table: TableSketch) -> Bool {
    sketch.tables.contains { $0.parents.contains(table.id) }
  }

  private mutating func text(of table: TableSketch, items: [String]) -> String? {
    let unlogged = table.isUnlogged ? "UNLOGGED " : ""
    var clauses = ""
    if let partition = table.partition {
      clauses += " PARTITION OF {\(partition.parent)} \(partition.bound)"
    }
    if !table.parents.isEmpty {
      clauses += " INHERITS (\(table.parents.map { "{\($0)}" }.joined(separator: ", ")))"
    }
    if let partitioning = table.partitioning { clauses += " PARTITION BY \(partitioning)" }
    if !table.options.isEmpty { clauses += " WITH (\(table.options.joined(separator: ", ")))" }
    guard let head = expanded("CREATE \(unlogged)TABLE {\(table.id)}"),
      let tail = expanded(clauses)
    else { return nil }
    return table.partition == nil ? "\(head)\(gap())(\(joined(items)))\(tail)" : head + tail
  }

  private mutating func text(of column: ColumnSketch, clauses: [String]) -> String? {
    let types = [column.type.text] + column.type.synonyms
    let type = style?.pick(types) ?? column.type.text
    let texts = ["{.\(column.id)}", type] + clauses
    var parts: [String] = []
    for text in texts {
      guard let part = expanded(text) else { return nil }
      parts.append(part)
    }
    return parts.reduce("") { $0.isEmpty ? $1 : $0 + gap() + $1 }
  }

  private mutating func defaultStatement(
    _ clause: String, for column: ColumnSketch, of table: TableSketch
  ) -> SketchStatement? {
    let text = "ALTER TABLE {\(table.id)} ALTER COLUMN {.\(column.id)} SET \(clause)"
    return expanded(text).map {
      SketchStatement(
        element: .clause(clause, column: column.id), text: $0,
        requires: Set(text.mentions.map(\.id)), provides: [], isFixed: false)
    }
  }

  // MARK: Objects

  /// The constraints that are written where their table is.
  private mutating func inlinedConstraints() -> Set<Int> {
    guard style != nil else { return [] }
    return Set(
      sketch.objects(.constraint).filter { constraint in
        guard let table = constraint.table.flatMap({ sketch.table($0) }) else { return false }
        return !constraint.name.isEmpty && !constraint.text.contains("FOREIGN KEY")
          && !constraint.text.contains("NOT VALID") && !sketch.isInPartitions(table.id)
          && table.parents.isEmpty && !isParent(table) && !hasOtherKey(constraint) && chance(50)
      }.map(\.id))
  }

  /// Of two keys of the same columns, `CREATE TABLE` makes one.
  private func hasOtherKey(_ constraint: ObjectSketch) -> Bool {
    func columns(_ object: ObjectSketch) -> [SketchMention]? {
      let isKey = ["PRIMARY KEY", "UNIQUE", "EXCLUDE"].contains(where: object.text.hasPrefix)
      return isKey ? object.text.mentions : nil
    }
    guard let own = columns(constraint) else { return false }
    return sketch.objects(.constraint).contains {
      $0.id != constraint.id && $0.table == constraint.table && columns($0) == own
    }
  }

  private mutating func statement(for object: ObjectSketch) -> SketchStatement? {
    var template = object.text
    if object.kind == .constraint, let table = object.table {
      let kind = sketch.table(table) == nil ? "DOMAIN" : "TABLE"
      let name = object.name.isEmpty ? "" : "CONSTRAINT {.\(object.id)} "
      template = "ALTER \(kind) {\(table)} ADD \(name)\(object.text)"
    }
    guard let text = expanded(template, items: object.items) else { return nil }
    var requires = Set(
      template.mentions.map(\.id) + [object.namespace, object.table].compactMap(\.self))
    for item in object.items where expanded(item, isStyled: false) != nil {
      requires.formUnion(item.mentions.map(\.id))
    }
    requires.formUnion(keys(behind: object))
    requires.remove(object.id)
    return SketchStatement(
      element: .object(object.id), text: text, requires: requires, provides: [object.id],
      isFixed: isFixed(object))
  }

  /// The keys of the tables that a foreign key mentions: any of them may be the one that it needs.
  private mutating func keys(behind constraint: ObjectSketch) -> Set<Int> {
    guard constraint.kind == .constraint, constraint.text.hasPrefix("FOREIGN KEY") else {
      return []
    }
    let tables = Set(constraint.text.mentions.map(\.id))
    let keys = sketch.objects(.constraint).filter { key in
      key.table.map(tables.contains) ?? false
        && ["PRIMARY KEY", "UNIQUE"].contains { key.text.hasPrefix($0) }
    }
    return Set(keys.filter { expanded($0.text, isStyled: false) != nil }.map(\.id))
  }

  private func isFixed(_ object: ObjectSketch) -> Bool {
    let table = object.table.flatMap { sketch.table($0) }
    // Children that are there are published with their parents.
    return object.name.isEmpty || object.kind == .publication
      || table.map { sketch.isInPartitions($0.id) || !$0.parents.isEmpty || isParent($0) } ?? false
  }

  // MARK: Style

  private mutating func joined(_ items: [String]) -> String {
    items.dropFirst().reduce(items.first ?? "") { "\($0)\(gap()),\(gap())\($1)" }
  }

  private mutating func gap() -> String {
    style?.pick([" ", "\n  ", "\t", " /* it's */ ", " -- a \"b\n", "\r\n"]) ?? " "
  }

  private mutating func chance(_ percent: Int) -> Bool { style?.chance(percent) ?? false }

  private mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    guard var style else { return elements }
    defer { self.style = style }
    return elements.shuffled(using: &style)
  }
}

/// What something is called, and where.
private struct SketchName {
  let bare: String
  /// The schema; `nil` is `public`.
  let namespace: String?
  /// Whether the name is one within a table, or needs no schema.
  let isLocal: Bool

  init(_ bare: String, in namespace: String?) {
    self.bare = bare
    self.namespace = namespace
    isLocal = false
  }

  init(_ bare: String, isLocal: Bool = true) {
    self.bare = bare
    namespace = nil
    self.isLocal = isLocal
  }

  func text(_ form: SketchMention.Form, style: inout SplitMix64?) -> String {
    switch form {
    case .requirement: return ""
    case .bare: return bare.isEmpty ? "" : Self.identifier(bare, &style)
    case .reference: return reference(&style)
    case .constant: return reference(&style).sketchQuoted(by: "'")
    }
  }

  private func reference(_ style: inout SplitMix64?) -> String {
    let isQualified = style?.chance(30) ?? false || SketchNames.isSystemType(bare)
    let place = namespace ?? (!isLocal && isQualified ? "public" : nil)
    let prefix = place.map { Self.identifier($0, &style) + "." } ?? ""
    return prefix + (bare.isEmpty ? "" : Self.identifier(bare, &style))
  }

  private static func identifier(_ name: String, _ style: inout SplitMix64?) -> String {
    guard SketchNames.isPlain(name), !(style?.chance(20) ?? false) else {
      return name.sketchQuoted(by: "\"")
    }
    return style?.chance(10) ?? false ? name.uppercased() : name
  }
}
