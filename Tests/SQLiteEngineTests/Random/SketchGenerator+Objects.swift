import TestSupport

extension SketchGenerator {
  mutating func addObject(to sketch: inout SchemaSketch) {
    guard let table = sketch.tables.filter({ !$0.columns.isEmpty }).randomElement(using: &random)
    else { return }
    let id = nextID()
    let (kind, text) = object(on: table, in: sketch)
    let name = kind == .virtualTable ? "search\(id)" : freeName(in: sketch)
    sketch.objects.append(ObjectSketch(id: id, kind: kind, name: name, text: text))
  }

  mutating func object(
    on table: TableSketch, in sketch: SchemaSketch
  ) -> (ObjectSketch.Kind, String) {
    switch random.number(below: 10) {
    case 0...1: (.virtualTable, virtualTable(on: table))
    case 2...4: (.view, "AS " + query(on: table, in: sketch))
    case 5: instead(in: sketch) ?? (.view, "(n) AS SELECT 1")
    default: (.trigger, trigger(on: table, in: sketch))
    }
  }

  /// A table that keeps rows itself, or one that finds those of a table.
  mutating func virtualTable(on table: TableSketch) -> String {
    let column = "{c\(random.pick(table.columns).id)}"
    let other = "{c\(random.pick(table.columns).id)}"
    let source = "content={t\(table.id)}"
    return random.pick([
      "USING fts5(a, b)", "USING fts5(a)", "USING fts5(b, c UNINDEXED, tokenize = 'porter')",
      "USING fts4(a, b)", "USING fts4", "USING fts5(a, content='')", "USING rtree(id, x0, x1)",
      "USING rtree(id, x0, x1, +l)", "USING fts5(\(column), \(source))",
      "USING fts5(\(column), \(source))", "USING fts5(\(column), \(other), \(source))",
      "USING fts5(\(column), \(source), content_rowid=\(other))", "USING fts4(\(source))",
      "USING fts4(\(column), \(source))",
    ])
  }

  private mutating func query(on table: TableSketch, in sketch: SchemaSketch) -> String {
    let column = "{c\(random.pick(table.columns).id)}"
    let other = random.pick(sketch.tables)
    let views = sketch.objects.filter { $0.kind == .view }.map { "SELECT * FROM {o\($0.id)}" }
    return random.pick(
      [
        "SELECT \(column) AS x FROM {t\(table.id)}", "SELECT * FROM {t\(table.id)}",
        "SELECT t.\(column) FROM {t\(table.id)} AS t WHERE t.\(column) IS NOT 'A'",
        "SELECT count(*) AS n FROM {t\(table.id)} AS l JOIN {t\(other.id)} AS r ON l.\(column) = 1",
        "WITH w AS (SELECT \(column) FROM {t\(table.id)}) SELECT * FROM w",
        "SELECT * FROM \(random.pick(["nowhere", "{t\(table.id)}", "{t\(table.id)}"]))",
      ] + views + views)
  }

  /// An INSTEAD OF trigger, where there is a view to put it on.
  private mutating func instead(in sketch: SchemaSketch) -> (ObjectSketch.Kind, String)? {
    guard let view = sketch.objects.filter({ $0.kind == .view }).randomElement(using: &random)
    else { return nil }
    return (.trigger, "INSTEAD OF DELETE ON {o\(view.id)} BEGIN SELECT 1; END")
  }

  private mutating func trigger(on table: TableSketch, in sketch: SchemaSketch) -> String {
    let column = "{c\(random.pick(table.columns).id)}"
    let other = random.pick(sketch.tables.filter { !$0.columns.isEmpty })
    let written = "{c\(random.pick(other.columns).id)}"
    let event = random.pick([
      "AFTER INSERT", "BEFORE DELETE", "AFTER UPDATE OF \(column)", "BEFORE UPDATE",
    ])
    let condition =
      event.hasSuffix("INSERT") ? random.pick(["", " WHEN new.\(column) IS NULL"]) : ""
    let action = random.pick([
      "UPDATE {t\(other.id)} SET \(written) = 1 WHERE 0", "SELECT 1; SELECT \"Two\"",
      "DELETE FROM {t\(other.id)} WHERE \(written) = 'a;b'",
      "INSERT INTO {t\(other.id)} (\(written)) SELECT 1 WHERE 0",
    ])
    return "\(event) ON {t\(table.id)}\(condition) BEGIN \(action); END"
  }
}
