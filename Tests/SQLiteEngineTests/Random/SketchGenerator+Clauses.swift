import TestSupport

extension SketchGenerator {
  mutating func addClauses(
    to position: Int, of table: inout TableSketch, in sketch: SchemaSketch
  ) {
    for _ in 0..<random.number(below: 4) {
      let column = table.columns[position]
      let clause = clause(for: column, of: table, in: sketch)
      let kind = clause.prefix { $0 != " " }
      // SQLite takes the last of several; no one writes them.
      guard !column.clauses.contains(where: { $0.hasPrefix(kind) && kind != "CHECK" }) else {
        continue
      }
      table.columns[position].clauses.append(clause)
    }
  }

  mutating func clause(
    for column: ColumnSketch, of table: TableSketch, in sketch: SchemaSketch
  ) -> String {
    switch random.number(below: 16) {
    case 0...3: return "NOT NULL" + conflict()
    case 4...6: return "DEFAULT " + defaultValue()
    case 7: return "COLLATE " + random.pick(["NOCASE", "rtrim", "BINARY", "'nocase'"])
    case 8, 9: return "CHECK (\(condition(on: column, of: table)))"
    case 10: return "CONSTRAINT \"has a name\" CHECK (\(condition(on: column, of: table)))"
    case 11: return "UNIQUE" + conflict()
    case 12, 13: return reference(from: table, in: sketch) ?? "NULL"
    case 14: return generation(of: column, in: table) ?? "NULL"
    default: return "CONSTRAINT lost NULL"
    }
  }

  mutating func conflict() -> String {
    guard random.chance(10) else { return "" }
    return " ON CONFLICT " + random.pick(["ABORT", "FAIL", "IGNORE", "REPLACE", "ROLLBACK"])
  }

  mutating func defaultValue() -> String {
    random.pick([
      "0", "1", "-1.5", "+ 5", "'it''s'", "''", "NULL", "(NULL)", "CURRENT_TIMESTAMP", "(1 + 2)",
      "x'00fF'", "TRUE", "draft", "\"Draft\"", "\"two words\"", "(datetime('now'))", "('a' || 'b')",
      "1e3", "0x1F", "'\u{E9}'", "'e\u{301}'", "'x''\u{301}'", "[x y]", "((2))", "'-- none'",
    ])
  }

  mutating func condition(on column: ColumnSketch, of table: TableSketch) -> String {
    let name = "{c\(column.id)}"
    return random.pick([
      "\(name) <> 'never'", "\(name) IS NULL OR length(\(name)) < 1000", "(\(name) >= 0)",
      "\(name) IN (1, 2, 3, 'a')", "\(name) != \"A String\"", "{t\(table.id)}.\(name) IS NOT 17",
      "\(name) NOT LIKE '%;%' -- a comment; with ' a quote\n", "typeof(\(name)) != 'never'",
      "\(name) == \(name) OR \(name) IS NULL", "CASE WHEN \(name) IS NULL THEN 1 ELSE 1 END",
      "\(name) COLLATE nocase <> 'ZZZ'", "CAST(\(name) AS TEXT) <> 'x''y'",
    ])
  }

  private mutating func generation(of column: ColumnSketch, in table: TableSketch) -> String? {
    let others = table.columns.filter { $0.id != column.id && !$0.isGenerated }
    guard !others.isEmpty, !column.isKey else { return nil }
    let other = "{c\(random.pick(others).id)}"
    let expression = random.pick(["\(other) || 'x'", "length(\(other))", other, "(1)", "abs(1)"])
    return random.pick(["AS", "GENERATED ALWAYS AS"]) + " (\(expression))"
      + random.pick([" STORED", " VIRTUAL", ""])
  }

  // MARK: References

  /// A foreign key from one column.
  private mutating func reference(from table: TableSketch, in sketch: SchemaSketch) -> String? {
    let parent = random.pick(sketch.tables + [table])
    return parentKey(of: parent, columns: 1).map {
      "REFERENCES {t\(parent.id)}\($0)" + actions()
    }
  }

  private mutating func foreignKey(of table: TableSketch, in sketch: SchemaSketch) -> String? {
    let parent = random.pick(sketch.tables + [table])
    let columns = table.columns.shuffled(using: &random).prefix(random.chance(70) ? 1 : 2)
    let list = columns.map { "{c\($0.id)}" }.joined(separator: ", ")
    return parentKey(of: parent, columns: columns.count).map {
      "FOREIGN KEY (\(list)) REFERENCES {t\(parent.id)}\($0)" + actions()
    }
  }

  /// Mostly a key, as it must be for rows to get in.
  private mutating func parentKey(of parent: TableSketch, columns: Int) -> String? {
    if random.chance(20) { return "" }
    let keys = parent.columns.filter(\.isKey)
    let candidates = columns > 1 || keys.isEmpty || random.chance(10) ? parent.columns : keys
    guard candidates.count >= columns else { return nil }
    let list = candidates.prefix(columns).map { "{c\($0.id)}" }.joined(separator: ", ")
    return " (\(list))"
  }

  private mutating func actions() -> String {
    random.pick(["", "", " ON DELETE CASCADE", " ON DELETE SET NULL", " ON DELETE RESTRICT"])
      + random.pick(["", "", " ON UPDATE CASCADE", " ON UPDATE SET DEFAULT", " MATCH FULL"])
      + random.pick([
        "", "", " DEFERRABLE INITIALLY DEFERRED", " NOT DEFERRABLE", " ON INSERT CASCADE",
      ])
  }

  // MARK: Tables

  mutating func constraint(of table: TableSketch, in sketch: SchemaSketch) -> String? {
    let column = random.pick(table.columns)
    let name = random.chance(30) ? "CONSTRAINT \"named \(random.number(below: 9))\" " : ""
    switch random.number(below: 4) {
    case 0: return name + "CHECK (\(condition(on: column, of: table)))"
    case 1: return name + "UNIQUE (\(keyColumns(of: table)))" + conflict()
    default: return foreignKey(of: table, in: sketch).map { name + $0 }
    }
  }

  private mutating func keyColumns(of table: TableSketch) -> String {
    let columns = table.columns.shuffled(using: &random).prefix(random.number(below: 2) + 1)
    var parts: [String] = []
    for column in columns {
      parts.append(
        random.pick(["{c\(column.id)}", "{c\(column.id)} COLLATE NOCASE", "{c\(column.id)} DESC"]))
    }
    return parts.joined(separator: ", ")
  }

  mutating func indexText(of table: TableSketch) -> String {
    let name = "{c\(random.pick(table.columns).id)}"
    let elements = random.pick([
      keyColumns(of: table), keyColumns(of: table), "lower(\(name))", "\(name) + 1 DESC",
      "(\(name)) COLLATE rtrim DESC", "abs(\(name)), \(name)", "\(name) IS \"No Column\"",
    ])
    let condition = random.pick(["", "", " WHERE \(name) IS NOT NULL", " WHERE (\(name) <> 'X')"])
    return "(\(elements))" + condition
  }
}
