/// The type of a column.
struct TypeSketch: Hashable {
  /// As a statement has it, such as `varchar(20)` or `{7}`.
  var text: String
  var family: Family
  /// Constants of the type.
  var values: [String]
  /// Other spellings of the same type.
  var synonyms: [String] = []

  /// What can be done with a value.
  enum Family: Hashable {
    case number, text, boolean, time, json, array, network, range, other
  }

  /// Whether rows can be numbered by it.
  var isInteger: Bool { ["integer", "bigint", "smallint"].contains(text) }

  /// Whether it has an order that B-trees know.
  var isOrdered: Bool { family != .json && text != "json" && text != "point" && text != "xml" }

  static let integer = TypeSketch(
    text: "integer", family: .number, values: ["0", "1", "-5", "(1 + 2)"],
    synonyms: ["int", "int4", "INTEGER"])

  /// Brings a sequence and a default with it.
  static let serial = TypeSketch(
    text: "serial", family: .number, values: ["0"], synonyms: ["serial4"])

  static let string = TypeSketch(
    text: "text", family: .text,
    values: [
      "'draft'", "''", "'it''s'", "E'line\\nbreak'", "'e\u{301}'", "'x''\u{301}'", "'-- none'",
      "'a;b'", "'$$'", "'back\\slash'", "'{'", "'\u{1F600}'",
    ], synonyms: ["TEXT", "pg_catalog.text"])

  static let timestamp = TypeSketch(
    text: "timestamptz", family: .time, values: ["'2020-01-01 10:00:00+00'", "'infinity'"],
    synonyms: ["timestamp with time zone", "TIMESTAMP WITH TIME ZONE"])

  static let usual: [TypeSketch] = [
    integer, integer, integer, string, string, timestamp,
    TypeSketch(text: "bigint", family: .number, values: ["0", "42"], synonyms: ["int8"]),
    TypeSketch(
      text: "varchar(20)", family: .text, values: ["'a'", "'Draft'"],
      synonyms: ["character varying(20)"]),
    TypeSketch(
      text: "numeric(10,2)", family: .number, values: ["0", "1.5", "99.99"],
      synonyms: ["decimal(10, 2)", "numeric( 10 ,2)"]),
    TypeSketch(
      text: "boolean", family: .boolean, values: ["true", "false"], synonyms: ["bool", "BOOLEAN"]),
  ]

  static let rare: [TypeSketch] = [
    TypeSketch(text: "smallint", family: .number, values: ["0", "7"], synonyms: ["int2"]),
    TypeSketch(text: "numeric", family: .number, values: ["0", "1e3"], synonyms: ["decimal"]),
    TypeSketch(text: "numeric(3,0)", family: .number, values: ["0"], synonyms: ["numeric(3)"]),
    TypeSketch(text: "real", family: .number, values: ["0.5"], synonyms: ["float4", "float(5)"]),
    TypeSketch(
      text: "double precision", family: .number, values: ["0.5", "'NaN'"],
      synonyms: ["float8", "float"]),
    TypeSketch(text: "money", family: .other, values: ["0", "'12.34'"]),
    TypeSketch(
      text: "varchar", family: .text, values: ["'a'"], synonyms: ["character varying"]),
    TypeSketch(text: "varchar(30)", family: .text, values: ["'a'"]),
    TypeSketch(text: "char(3)", family: .text, values: ["'abc'"], synonyms: ["character(3)"]),
    TypeSketch(text: "\"char\"", family: .other, values: ["'a'"]),
    TypeSketch(text: "name", family: .other, values: ["'a'"]),
    TypeSketch(text: "date", family: .time, values: ["'2020-01-01'", "'today'"]),
    TypeSketch(
      text: "timestamp", family: .time, values: ["'2020-01-01'", "'epoch'"],
      synonyms: ["timestamp without time zone"]),
    TypeSketch(
      text: "timestamp(3)", family: .time, values: ["'2020-01-01'"],
      synonyms: ["timestamp (3) without time zone"]),
    TypeSketch(
      text: "time(0)", family: .other, values: ["'10:00'"],
      synonyms: ["time(0) without time zone"]),
    TypeSketch(text: "timetz", family: .other, values: ["'10:00+00'"]),
    TypeSketch(text: "interval", family: .other, values: ["'1 day'"]),
    TypeSketch(text: "interval day to second(3)", family: .other, values: ["'1 day'"]),
    TypeSketch(
      text: "uuid", family: .other,
      values: ["gen_random_uuid()", "'00000000-0000-0000-0000-000000000001'"]),
    TypeSketch(text: "json", family: .other, values: ["'{}'", "'{\"a\": [1, 2]}'"]),
    TypeSketch(text: "jsonb", family: .json, values: ["'{}'", "'{\"b\":1, \"a\": [1, 2]}'"]),
    TypeSketch(text: "bytea", family: .other, values: ["'\\x00ff'", "''"]),
    TypeSketch(text: "inet", family: .network, values: ["'127.0.0.1'"]),
    TypeSketch(text: "cidr", family: .other, values: ["'10.0.0.0/8'"]),
    TypeSketch(text: "macaddr", family: .other, values: ["'08:00:2b:01:02:03'"]),
    TypeSketch(text: "bit(4)", family: .other, values: ["B'1010'", "'0000'"]),
    TypeSketch(
      text: "bit varying(5)", family: .other, values: ["B'101'"], synonyms: ["varbit(5)"]),
    TypeSketch(
      text: "integer[]", family: .array, values: ["'{}'", "'{1,2}'"],
      synonyms: ["int4[]", "integer[3]", "integer ARRAY"]),
    TypeSketch(
      text: "text[]", family: .array, values: ["'{}'", "'{a,b}'"], synonyms: ["text[][]"]),
    TypeSketch(text: "varchar(5)[]", family: .other, values: ["'{}'"]),
    TypeSketch(text: "int4range", family: .range, values: ["'empty'", "'[1,5)'"]),
    TypeSketch(text: "tstzrange", family: .range, values: ["'empty'"]),
    TypeSketch(text: "int4multirange", family: .other, values: ["'{}'"]),
    TypeSketch(text: "point", family: .other, values: ["'(0,0)'"]),
    TypeSketch(text: "tsvector", family: .other, values: ["''", "to_tsvector('english', 'a b')"]),
    TypeSketch(text: "oid", family: .other, values: ["0"]),
    TypeSketch(text: "regclass", family: .other, values: ["'pg_class'::regclass"]),
    TypeSketch(text: "xml", family: .other, values: ["'<a/>'"]),
  ]
}
