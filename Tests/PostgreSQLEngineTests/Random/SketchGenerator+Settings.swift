import TestSupport

extension SketchGenerator {
  mutating func comment(_ id: Int) -> ObjectSketch? {
    let subjects =
      sketch.tables.map { "TABLE {\($0.id)}" }
      + sketch.tables.flatMap { table in
        table.columns.map { "COLUMN {\(table.id)}.{.\($0.id)}" }
      }
      + sketch.objects.compactMap(subject)
    guard let subject = maybe(100, subjects) else { return nil }
    let text = random.pick([
      "'a note'", "'it''s\n two lines; -- no comment'", "E'back\\\\slash'", "'\u{301}'", "'$$'",
      "'x''\u{301}'",
    ])
    return ObjectSketch(
      id: id, kind: .comment, name: "", text: "COMMENT ON \(subject) IS \(text)")
  }

  /// What `COMMENT ON` calls an object.
  private func subject(_ object: ObjectSketch) -> String? {
    let id = object.id
    let onTable = object.table.map { " ON {\($0)}" } ?? ""
    switch object.kind {
    case .namespace: return "SCHEMA {\(id)}"
    case .fileExtension: return nil
    case .collation: return "COLLATION {\(id)}"
    case .enumeration, .composite, .rangeType: return "TYPE {\(id)}"
    case .domain: return "DOMAIN {\(id)}"
    case .sequence: return "SEQUENCE {\(id)}"
    case .calculation, .triggerFunction: return "FUNCTION {\(id)}"
    case .routine: return "ROUTINE {\(id)}"
    case .aggregate: return nil
    case .constraint:
      guard !object.name.isEmpty, let table = object.table else { return nil }
      let domain = sketch.table(table) == nil ? "DOMAIN " : ""
      return "CONSTRAINT {.\(id)} ON \(domain){\(table)}"
    case .index: return object.name.isEmpty ? nil : "INDEX {\(id)}"
    case .statistics: return "STATISTICS {\(id)}"
    case .view: return "VIEW {\(id)}"
    case .materializedView: return "MATERIALIZED VIEW {\(id)}"
    case .trigger: return "TRIGGER {.\(id)}\(onTable)"
    case .rule: return "RULE {.\(id)}\(onTable)"
    case .policy: return "POLICY {.\(id)}\(onTable)"
    case .publication: return "PUBLICATION {.\(id)}"
    case .other, .comment, .setting: return nil
    }
  }

  mutating func setting(_ id: Int) -> ObjectSketch? {
    guard let table = maybe(100, sketch.tables) else { return nil }
    var texts = tableSettings(table)
    for object in sketch.objects where object.table == table.id {
      texts += settings(object, of: table)
    }
    for sequence in sketch.objects(.sequence) {
      for column in table.columns {
        texts.append("ALTER SEQUENCE {\(sequence.id)} OWNED BY {\(table.id)}.{.\(column.id)}")
      }
    }
    return ObjectSketch(
      id: id, kind: .setting, name: "", table: table.id, text: random.pick(texts))
  }

  private mutating func tableSettings(_ table: TableSketch) -> [String] {
    let start = "ALTER TABLE {\(table.id)}"
    var texts = ["\(start) ENABLE ROW LEVEL SECURITY", "\(start) FORCE ROW LEVEL SECURITY"]
    if table.partitioning == nil {
      texts += ["\(start) REPLICA IDENTITY " + random.pick(["FULL", "NOTHING"])]
    }
    guard let column = maybe(100, sketch.columns(of: table)) else { return texts }
    let alter = "\(start) ALTER COLUMN {.\(column.id)}"
    if table.partition != nil || !table.parents.isEmpty {
      texts += ["\(alter) SET DEFAULT \(random.pick(column.type.values))", "\(alter) SET NOT NULL"]
    }
    texts += ["\(alter) SET STATISTICS 200", "\(alter) SET (n_distinct = 5)"]
    if ["text", "jsonb", "bytea"].contains(column.type.text) {
      texts += ["\(alter) SET STORAGE EXTERNAL", "\(alter) SET COMPRESSION pglz"]
    }
    return texts
  }

  private mutating func settings(_ object: ObjectSketch, of table: TableSketch) -> [String] {
    guard !object.name.isEmpty else { return [] }
    let start = "ALTER TABLE {\(table.id)}"
    let how = random.pick(["DISABLE", "ENABLE ALWAYS", "ENABLE REPLICA"])
    switch object.kind {
    case .trigger: return ["\(start) \(how) TRIGGER {.\(object.id)}"]
    case .rule: return ["\(start) \(how) RULE {.\(object.id)}"]
    case .index where table.partitioning == nil && object.text.contains(" (abs"):
      return ["ALTER INDEX {\(object.id)} ALTER COLUMN 1 SET STATISTICS 50"]
    case .index where table.partitioning == nil && !object.text.contains("USING"):
      return object.text.contains("WHERE") ? [] : ["\(start) CLUSTER ON {.\(object.id)}"]
    case .constraint where object.text.hasPrefix("PRIMARY KEY") && table.partitioning == nil:
      return [
        "\(start) REPLICA IDENTITY USING INDEX {.\(object.id)}",
        "\(start) CLUSTER ON {.\(object.id)}",
      ]
    default: return []
    }
  }
}
