import TestSupport

extension SketchGenerator {
  mutating func addObject(_ kind: ObjectSketch.Kind) {
    if let object = object(kind) { sketch.objects.append(object) }
  }

  /// Something of a kind, with another name; `nil` where there is nothing that it could be about.
  mutating func object(_ kind: ObjectSketch.Kind, id given: Int? = nil) -> ObjectSketch? {
    let id = given ?? nextID()
    guard var object = namelessObject(kind, id: id) else { return nil }
    switch kind {
    case .fileExtension, .comment, .setting: break
    case .constraint, .index: break
    case .namespace, .trigger, .rule, .policy, .publication, .other: object.name = freeName()
    default:
      object.name = freeName()
      object.namespace = anyNamespace()
    }
    return object
  }

  private mutating func namelessObject(_ kind: ObjectSketch.Kind, id: Int) -> ObjectSketch? {
    switch kind {
    case .namespace:
      return ObjectSketch(id: id, kind: kind, name: "", text: "CREATE SCHEMA {.\(id)}")
    case .fileExtension, .collation, .enumeration, .domain, .composite, .rangeType:
      return typeObject(kind, id: id)
    case .sequence: return sequence(id)
    case .calculation: return calculation(id)
    case .triggerFunction: return triggerFunction(id)
    case .routine: return routine(id)
    case .aggregate: return aggregate(id)
    case .constraint:
      if random.chance(20), let constraint = domainConstraint(id) { return constraint }
      return maybe(100, sketch.tables).flatMap { constraint(id, of: $0) }
    case .index:
      if let view = maybe(20, sketch.objects(.materializedView)) { return index(id, of: view) }
      return maybe(100, sketch.tables).flatMap { index(id, of: $0) }
    case .statistics: return statistics(id)
    case .view, .materializedView: return view(kind, id: id)
    case .trigger: return trigger(id)
    case .rule: return rule(id)
    case .policy: return policy(id)
    case .publication: return publication(id)
    case .other: return other(id)
    case .comment: return comment(id)
    case .setting: return setting(id)
    }
  }

  // MARK: Views

  private mutating func view(_ kind: ObjectSketch.Kind, id: Int) -> ObjectSketch? {
    guard let query = query() else { return nil }
    let isMaterialized = kind == .materializedView
    let options =
      isMaterialized
      ? random.pick(["", "", " WITH (fillfactor = 80)"])
      : random.pick(["", "", "", " WITH (security_barrier)", " WITH (security_invoker = true)"])
    let end =
      isMaterialized
      ? random.pick(["", "", " WITH NO DATA"])
      : query.isSimple ? random.pick(["", "", " WITH LOCAL CHECK OPTION"]) : ""
    return ObjectSketch(
      id: id, kind: kind, name: "",
      text:
        "CREATE \(isMaterialized ? "MATERIALIZED VIEW" : "VIEW") {\(id)}\(options) AS \(query.text)\(end)"
    )
  }

  /// A query, mostly with a column `x`.
  mutating func query() -> (text: String, isSimple: Bool)? {
    guard let table = maybe(100, sketch.tables),
      let column = maybe(100, sketch.columns(of: table))
    else { return nil }
    let other = random.pick(sketch.tables)
    let t = "{\(table.id)}"
    let c = "{.\(column.id)}"
    let second = "{.\(random.pick(sketch.columns(of: table)).id)}"
    let views = sketch.objects(.view) + sketch.objects(.materializedView)
    var simple = [
      "SELECT \(c) AS x FROM \(t)", "SELECT * FROM \(t)",
      "SELECT \(c) AS x, \(second) AS y FROM \(t)",
      "SELECT r.\(c) AS x FROM \(t) AS r WHERE \(condition(on: "r.\(c)", of: column.type))",
    ]
    if let view = maybe(100, views) {
      simple += ["SELECT * FROM {\(view.id)}", "SELECT v.x FROM {\(view.id)} v"]
    }
    var others = [
      "SELECT count(*) AS x, \(c) FROM \(t) GROUP BY \(c)",
      "SELECT l.\(c) AS x, r.* FROM \(t) l LEFT JOIN {\(other.id)} r ON true",
      "WITH w AS (SELECT \(c) AS x FROM \(t)) SELECT x, row_number() OVER () AS n FROM w",
      "SELECT \(c) AS x FROM \(t) UNION ALL SELECT \(c) FROM \(t)",
      "SELECT 1 AS x WHERE EXISTS (SELECT FROM \(t) WHERE \(c) IS NULL)",
      "SELECT r AS x FROM \(t) r", "SELECT x FROM (SELECT \(c)::text AS x FROM \(t) ORDER BY 1) q",
      "SELECT array_agg(\(c)) AS x FROM \(t)", "SELECT \(c)::text || '\u{301}' AS x, * FROM \(t)",
      "SELECT COALESCE(\(c)::text, 'it''s') AS x FROM \(t) FETCH FIRST 3 ROWS ONLY",
    ]
    if column.type.family == .number { others.append("SELECT \(call(c)) AS x FROM \(t)") }
    let keys = sketch.objects(.constraint).filter {
      $0.table == table.id && $0.text.hasPrefix("PRIMARY KEY")
    }
    if let key = keys.first {
      let list = key.text.mentions.map { "{.\($0.id)}" }.joined(separator: ", ")
      others.append("SELECT \(c) AS x, count(*) AS n FROM \(t) GROUP BY \(list){?\(key.id)}")
    }
    return random.chance(50) ? (random.pick(simple), true) : (random.pick(others), false)
  }

  private mutating func index(_ id: Int, of view: ObjectSketch) -> ObjectSketch {
    ObjectSketch(
      id: id, kind: .index, name: random.chance(30) ? "" : freeName(), table: view.id,
      text: "CREATE \(random.pick(["", "UNIQUE "]))INDEX {.\(id)} ON {\(view.id)} (x)")
  }

  private mutating func statistics(_ id: Int) -> ObjectSketch? {
    guard let table = maybe(100, sketch.tables) else { return nil }
    let columns = sketch.columns(of: table).filter(\.type.isOrdered).shuffled(using: &random)
    guard columns.count > 1 else { return nil }
    let list = random.pick([
      "{.\(columns[0].id)}, {.\(columns[1].id)}",
      "{.\(columns[0].id)}, ({.\(columns[1].id)} IS NULL)",
    ])
    let kinds = random.pick(["", " (ndistinct)", " (mcv, dependencies)"])
    return ObjectSketch(
      id: id, kind: .statistics, name: "", table: table.id,
      text: "CREATE STATISTICS {\(id)}\(kinds) ON \(list) FROM {\(table.id)}")
  }

  // MARK: What hangs on a table

  private mutating func trigger(_ id: Int) -> ObjectSketch? {
    guard let function = triggerFunctionForUse(), let table = maybe(100, sketch.tables) else {
      return nil
    }
    let call = "EXECUTE FUNCTION {\(function)}(\(random.pick(["", "", "'it''s', 5"])))"
    if let view = maybe(15, sketch.objects(.view)) {
      return ObjectSketch(
        id: id, kind: .trigger, name: "", table: view.id,
        text:
          "CREATE TRIGGER {.\(id)} INSTEAD OF INSERT OR DELETE ON {\(view.id)} FOR EACH ROW \(call)"
      )
    }
    guard let column = maybe(100, sketch.columns(of: table)) else { return nil }
    let c = "{.\(column.id)}"
    let on = "ON {\(table.id)}"
    let text = random.pick([
      "CREATE TRIGGER {.\(id)} BEFORE INSERT OR UPDATE \(on) FOR EACH ROW \(call)",
      "CREATE TRIGGER {.\(id)} AFTER UPDATE OF \(c) \(on) FOR EACH ROW \(call)",
      "CREATE TRIGGER {.\(id)} AFTER UPDATE \(on) FOR EACH ROW WHEN (OLD.\(c) IS NULL AND NEW.\(c) IS NOT NULL) \(call)",
      "CREATE TRIGGER {.\(id)} AFTER DELETE OR TRUNCATE \(on) FOR EACH STATEMENT \(call)",
      "CREATE TRIGGER {.\(id)} AFTER INSERT \(on) REFERENCING NEW TABLE AS added FOR EACH STATEMENT \(call)",
      "CREATE CONSTRAINT TRIGGER {.\(id)} AFTER INSERT \(on) DEFERRABLE INITIALLY DEFERRED FOR EACH ROW \(call)",
      "CREATE TRIGGER {.\(id)} BEFORE UPDATE \(on) FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) \(call)",
    ])
    return ObjectSketch(id: id, kind: .trigger, name: "", table: table.id, text: text)
  }

  private mutating func triggerFunctionForUse() -> Int? {
    if let function = maybe(100, sketch.objects(.triggerFunction)) { return function.id }
    addObject(.triggerFunction)
    return sketch.objects(.triggerFunction).last?.id
  }

  private mutating func rule(_ id: Int) -> ObjectSketch? {
    guard let table = maybe(100, sketch.tables), let column = maybe(100, sketch.columns(of: table))
    else { return nil }
    if let view = maybe(40, sketch.objects(.view)) {
      return ObjectSketch(
        id: id, kind: .rule, name: "", table: view.id,
        text:
          "CREATE RULE {.\(id)} AS ON DELETE TO {\(view.id)} DO INSTEAD DELETE FROM {\(table.id)} WHERE {.\(column.id)} IS NULL AND false"
      )
    }
    let c = "{.\(column.id)}"
    let text = random.pick([
      "ON INSERT TO {\(table.id)} DO ALSO NOTHING",
      "ON DELETE TO {\(table.id)} WHERE OLD.\(c) IS NULL DO INSTEAD NOTHING",
      "ON UPDATE TO {\(table.id)} WHERE NEW.\(c) IS NULL AND false DO ALSO DELETE FROM {\(table.id)} WHERE false",
      "ON DELETE TO {\(table.id)} DO ALSO (NOTIFY gone; SELECT OLD.\(c))",
    ])
    return ObjectSketch(
      id: id, kind: .rule, name: "", table: table.id, text: "CREATE RULE {.\(id)} AS \(text)")
  }

  private mutating func policy(_ id: Int) -> ObjectSketch? {
    guard let table = maybe(100, sketch.tables.filter { $0.partition == nil }),
      let column = maybe(100, sketch.columns(of: table))
    else { return nil }
    let condition = condition(on: "{.\(column.id)}", of: column.type)
    let text = random.pick([
      "USING (\(condition))", "FOR SELECT TO PUBLIC USING (\(condition))",
      "FOR INSERT WITH CHECK (\(condition))",
      "AS RESTRICTIVE FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (\(condition))",
      "FOR DELETE USING ({.\(column.id)} IS NULL OR EXISTS (SELECT FROM {\(random.pick(sketch.tables).id)}))",
    ])
    return ObjectSketch(
      id: id, kind: .policy, name: "", table: table.id,
      text: "CREATE POLICY {.\(id)} ON {\(table.id)} \(text)")
  }

  private mutating func other(_ id: Int) -> ObjectSketch {
    let wrappers = sketch.objects(.other).filter { $0.text.contains("WRAPPER") }
    let servers = sketch.objects(.other).filter { $0.text.hasPrefix("CREATE SERVER") }
    var texts = [
      "CREATE FOREIGN DATA WRAPPER {.\(id)} OPTIONS (debug 'it''s')",
      "CREATE TEXT SEARCH CONFIGURATION {.\(id)} (COPY = simple)",
      "CREATE TEXT SEARCH DICTIONARY {.\(id)} (TEMPLATE = simple, STOPWORDS = english)",
      "CREATE CONVERSION {.\(id)} FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8",
      "CREATE OPERATOR FAMILY {.\(id)} USING btree",
    ]
    texts += wrappers.map {
      "CREATE SERVER {.\(id)} FOREIGN DATA WRAPPER {.\($0.id)} OPTIONS (host 'a')"
    }
    texts += servers.map {
      "CREATE FOREIGN TABLE {.\(id)} (a integer NOT NULL, b text) SERVER {.\($0.id)}"
    }
    return ObjectSketch(id: id, kind: .other, name: "", text: random.pick(texts))
  }

  private mutating func publication(_ id: Int) -> ObjectSketch? {
    let tables = sketch.tables.filter { !$0.isUnlogged }.shuffled(using: &random).prefix(2)
    let options = random.pick([
      "", "", " WITH (publish = 'insert, update')", " WITH (publish_via_partition_root = true)",
    ])
    if random.chance(15) {
      return ObjectSketch(
        id: id, kind: .publication, name: "",
        text: "CREATE PUBLICATION {.\(id)} FOR ALL TABLES\(options)")
    }
    if let namespace = maybe(30, sketch.objects(.namespace)) {
      return ObjectSketch(
        id: id, kind: .publication, name: "",
        text: "CREATE PUBLICATION {.\(id)} FOR TABLES IN SCHEMA {.\(namespace.id)}\(options)")
    }
    var items: [String] = []
    for table in tables {
      let column = maybe(40, table.columns.filter { !$0.isGenerated })
      items.append(
        "TABLE {\(table.id)}"
          + (column.map { random.pick([" ({.\($0.id)})", " WHERE ({.\($0.id)} IS NULL)"]) } ?? ""))
    }
    guard !items.isEmpty else { return nil }
    return ObjectSketch(
      id: id, kind: .publication, name: "", text: "CREATE PUBLICATION {.\(id)} FOR {*}\(options)",
      items: items)
  }
}
