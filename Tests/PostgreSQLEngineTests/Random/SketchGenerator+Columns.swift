import TestSupport

extension SketchGenerator {
  mutating func newColumn(of table: TableSketch) -> ColumnSketch {
    var column = ColumnSketch(id: nextID(), name: freeColumnName(of: table), type: type())
    if random.chance(4) {
      column.type = .serial
      return column
    }
    for _ in 0..<random.number(below: 3) { addClause(to: &column, of: table) }
    return column
  }

  /// Adds something that is said of a column, unless that is said already.
  mutating func addClause(to column: inout ColumnSketch, of table: TableSketch) {
    guard let clause = clause(for: column, of: table),
      column.type != .serial || !Self.areValues(clause)
    else { return }
    let kind = clause.prefix { $0 != " " }
    let isTaken = column.clauses.contains { other in
      other.hasPrefix(kind) || Self.areValues(other) && Self.areValues(clause)
    }
    if !isTaken { column.clauses.append(clause) }
  }

  private static func areValues(_ clause: String) -> Bool {
    clause.hasPrefix("DEFAULT") || clause.hasPrefix("GENERATED")
  }

  private mutating func clause(for column: ColumnSketch, of table: TableSketch) -> String? {
    switch random.number(below: 12) {
    case 0...3: return "NOT NULL"
    case 4...7: return "DEFAULT " + defaultValue(of: column.type)
    case 8: return column.type.family == .text ? "COLLATE \(collation())" : nil
    case 9, 10: return column.type.isInteger ? identity() : nil
    default: return generation(of: column, in: table)
    }
  }

  mutating func collation() -> String {
    if let collation = maybe(50, sketch.objects(.collation)) { return "{\(collation.id)}" }
    return random.pick(["\"C\"", "\"POSIX\"", "\"de-x-icu\"", "pg_catalog.\"default\""])
  }

  private mutating func identity() -> String {
    "GENERATED " + random.pick(["ALWAYS", "BY DEFAULT"]) + " AS IDENTITY"
      + random.pick([
        "", "", "", " (START WITH 10 INCREMENT BY 5)", " (MINVALUE 0 START 0 CACHE 3 CYCLE)",
        " (INCREMENT BY -1)",
      ])
  }

  private mutating func generation(of column: ColumnSketch, in table: TableSketch) -> String? {
    let others = table.columns.filter { $0.id != column.id && !$0.isGenerated }
    guard table.parents.isEmpty, let other = maybe(100, others) else { return nil }
    let name = "{.\(other.id)}"
    let expression: String
    switch (column.type.text, other.type.family) {
    case ("integer", .number), ("bigint", .number), ("numeric", .number):
      expression = random.pick([
        "\(name) + 1", "abs(\(name))", "COALESCE(\(name), 0) * 2", call(name),
      ])
    case ("integer", .text): expression = "length(\(name))"
    case ("text", .text):
      expression = random.pick(["lower(\(name))", "\(name) || 'x'", "COALESCE(\(name), '')"])
    case ("boolean", _): expression = random.pick(["\(name) IS NULL", "(\(name)) IS NOT NULL"])
    case (other.type.text, _): expression = name
    default: return nil
    }
    let isVirtual = version >= 18 && random.chance(40)
    return "GENERATED ALWAYS AS (\(expression)) \(isVirtual ? "VIRTUAL" : "STORED")"
  }

  /// A call with a number, where there is something to call.
  mutating func call(_ argument: String) -> String {
    guard let function = maybe(100, sketch.objects(.calculation)) else { return "abs(\(argument))" }
    return "{\(function.id)}(\(argument)::integer)"
  }

  // MARK: Values

  mutating func defaultValue(of type: TypeSketch) -> String {
    let value = random.pick(type.values)
    if type.family == .number, random.chance(25) {
      if let sequence = maybe(50, sketch.objects(.sequence)) {
        return "nextval({'\(sequence.id)})"
      }
      return call("3")
    }
    if type.family == .time, random.chance(60) {
      return random.pick(["now()", "CURRENT_TIMESTAMP", "now() + '1 day'", "clock_timestamp()"])
    }
    if type.family == .text, random.chance(30) {
      return random.pick([
        "CURRENT_USER", "lower('A')", "('a' || 'b')", "left(md5('x'), 9)", "NULL",
      ])
    }
    return random.chance(20) ? "(\(value)::\(type.text))" : value
  }

  mutating func condition(on name: String, of type: TypeSketch) -> String {
    let value = random.pick(type.values)
    let other = random.pick(type.values)
    var texts = ["\(name) IS NOT NULL", "(\(name) IS NULL OR \(name) IS NOT NULL)"]
    if type.isOrdered {
      texts += [
        "\(name) <> \(value)", "\(name) IS DISTINCT FROM \(value)", "NOT (\(name) = \(value))",
        "\(name) IN (\(value), \(other)) OR true",
        "\(name) NOT IN (\(value), \(other), \(value))",
        "CASE WHEN \(name) = \(value) THEN false ELSE true END",
      ]
    }
    switch type.family {
    case .number:
      texts += [
        "\(name) >= 0", "\(name) BETWEEN -1000 AND 1000000", "\(call(name)) > -1000",
        "\(name) > 0 AND \(name) < 100 OR \(name) IS NULL", "(\(name) + 1) <> 0",
        "mod(\(name)::numeric, 7) < 8",
      ]
    case .text:
      texts += [
        "length(\(name)) < 1000", "\(name) ~ '^[^;]*$'", "\(name) NOT LIKE '%;''%'",
        "lower(\(name)) = lower(\(name))", "\(name) COLLATE \"C\" < 'zzzz'",
        "\(name) = ANY (ARRAY['a', 'b', \(name)])",
        "\(name) IN ('a', 'b', 'Draft') OR \(name) <> 'q'",
        "position('x' IN \(name)) >= 0", "\(name)::varchar(10) <> 'never'",
      ]
    case .time: texts += ["\(name) > '1900-01-01'", "extract(year FROM \(name)) < 10000"]
    case .boolean: texts += ["\(name) OR NOT \(name)", "\(name) IS NOT UNKNOWN"]
    case .json: texts += ["jsonb_typeof(\(name)) <> 'x'", "(\(name) ->> 'a') IS NULL OR true"]
    case .array:
      texts += ["cardinality(\(name)) < 100", "array_length(\(name), 1) IS NULL OR true"]
    case .range: texts += ["NOT (lower_inf(\(name)) AND false)"]
    case .network: texts += ["family(\(name)) IN (4, 6)"]
    case .other: break
    }
    return random.pick(texts)
  }
}
