import TestSupport

extension SketchGenerator {
  /// A function that can be called with a number.
  mutating func calculation(_ id: Int) -> ObjectSketch {
    let isAtomic = random.chance(35)
    var items = ["n integer"]
    if random.chance(20) { items.append("m integer DEFAULT 1") }
    let result = random.pick(["integer", "integer", "bigint"])
    let other = random.chance(30) ? maybe(100, sketch.objects(.calculation)) : nil
    let value =
      other.map { "{\($0.id)}(n) + 1" }
      ?? random.pick(["n + 1", "abs(n)", "COALESCE(n, 0) * 2", "n", "n % 7", "length(n::text)"])
    let flags = " IMMUTABLE" + random.pick(["", " STRICT", " PARALLEL SAFE", " COST 5 LEAKPROOF"])
    let head = "CREATE FUNCTION {\(id)}({*}) RETURNS \(result) LANGUAGE "
    let text =
      isAtomic
      ? "\(head)sql\(flags) RETURN \(value)"
      : random.chance(50)
        ? "\(head)sql\(flags) AS $$ SELECT (\(value))::\(result) $$"
        : "\(head)plpgsql\(flags) AS $$\nBEGIN\n  -- it's \"n\"\n  RETURN \(value);\nEND $$"
    return ObjectSketch(id: id, kind: .calculation, name: "", text: text, items: items)
  }

  func triggerFunctionText(_ id: Int, body: String) -> String {
    "CREATE FUNCTION {\(id)}() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n\(body)END $$"
  }

  mutating func triggerFunction(_ id: Int) -> ObjectSketch {
    let body = random.pick([
      "  RETURN COALESCE(NEW, OLD);\n",
      "  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n  RETURN NEW;\n",
      "  -- nothing; it's done\n  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;\n",
    ])
    return ObjectSketch(
      id: id, kind: .triggerFunction, name: "", text: triggerFunctionText(id, body: body))
  }

  /// Functions and procedures of other kinds.
  mutating func routine(_ id: Int) -> ObjectSketch {
    let table = maybe(100, sketch.tables)
    let column = table.flatMap { maybe(100, sketch.columns(of: $0)) }
    let source = table.map { "{\($0.id)}" } ?? "pg_class"
    let type = type()
    let view = maybe(100, sketch.objects(.view))
    let texts = [
      "CREATE FUNCTION {\(id)}({*}) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT count(*) FROM \(source) $$",
      "CREATE FUNCTION {\(id)}({*}) RETURNS bigint LANGUAGE sql STABLE BEGIN ATOMIC SELECT count(*) FROM \(source); SELECT 2; END",
      "CREATE FUNCTION {\(id)}({*}) RETURNS SETOF \(source) LANGUAGE sql STABLE ROWS 5 AS $$ SELECT * FROM \(source) $$",
      "CREATE FUNCTION {\(id)}() RETURNS TABLE (x integer, y text) LANGUAGE sql AS $$ SELECT 1, 'a' $$",
      "CREATE FUNCTION {\(id)}(r \(source)) RETURNS boolean LANGUAGE sql STABLE RETURN r IS NULL",
      "CREATE FUNCTION {\(id)}(v \(type.text)) RETURNS \(type.text) LANGUAGE sql IMMUTABLE RETURN v",
      "CREATE FUNCTION {\(id)}(VARIADIC v integer[], OUT a integer, OUT b text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ BEGIN a := 1; END $$",
      "CREATE FUNCTION {\(id)}(a anyelement, INOUT b integer DEFAULT 5) LANGUAGE sql AS $$ SELECT b $$",
      "CREATE PROCEDURE {\(id)}({*}) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$",
      "CREATE PROCEDURE {\(id)}(INOUT x integer) LANGUAGE sql SET work_mem = '8MB' BEGIN ATOMIC SELECT x; END",
      table.flatMap { table in
        column.map {
          "CREATE FUNCTION {\(id)}({*}) RETURNS \($0.type.text) LANGUAGE sql STABLE BEGIN ATOMIC SELECT {.\($0.id)} FROM {\(table.id)} LIMIT 1; END"
        }
      },
      view.map {
        "CREATE FUNCTION {\(id)}({*}) RETURNS bigint LANGUAGE sql STABLE RETURN (SELECT count(*) FROM {\($0.id)})"
      },
    ].compactMap(\.self)
    let items = random.pick([[], ["n integer"], ["n integer", "label text DEFAULT 'x'"]])
    return ObjectSketch(
      id: id, kind: .routine, name: "", text: random.pick(texts), items: items)
  }

  mutating func aggregate(_ id: Int) -> ObjectSketch {
    let text = random.pick([
      "(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0')",
      "(VARIADIC integer[]) (SFUNC = array_cat, STYPE = integer[])",
      "(float8) (SFUNC = float8_accum, STYPE = float8[], FINALFUNC = float8_avg, INITCOND = '{0,0,0}', PARALLEL = safe)",
      "(anycompatible) (SFUNC = array_append, STYPE = anycompatiblearray, INITCOND = '{}')",
    ])
    return ObjectSketch(
      id: id, kind: .aggregate, name: "", text: "CREATE AGGREGATE {\(id)} \(text)")
  }

  mutating func sequence(_ id: Int) -> ObjectSketch {
    let options = random.pick([
      "", "", " AS integer", " INCREMENT BY 2 START WITH 7", " AS smallint MAXVALUE 100 CYCLE",
      " INCREMENT -1 MINVALUE -500 MAXVALUE -1 CACHE 4",
    ])
    return ObjectSketch(
      id: id, kind: .sequence, name: "",
      text: "CREATE \(random.chance(5) ? "UNLOGGED " : "")SEQUENCE {\(id)}\(options)")
  }
}
