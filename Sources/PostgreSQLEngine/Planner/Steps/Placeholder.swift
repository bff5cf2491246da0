internal import SchemaModel

/// A value of a type, for rows whose own is not known.
struct Placeholder {
  /// An expression that is of the type.
  let value: String
  /// One that uses `number`, a row's own.
  let distinctValue: String

  init(of type: String, in graph: DependencyGraph) {
    let type = Self.builtIn(type, in: graph)
    if type.isArray {
      (value, distinctValue) = ("'{}'", "ARRAY[number]::\(type.text)")
      return
    }
    switch type.family {
    case .number: (value, distinctValue) = ("0", "number")
    case .text: (value, distinctValue) = ("''", "number::text")
    case .date:
      let start = "'2000-01-01'"
      (value, distinctValue) = (start, "\(start)::timestamp + number * interval '1 day'")
    case .bits:
      let isFixed = type.base == "bit"
      let length = isFixed ? type.modifiers.first ?? 1 : 1
      value = "B'\(String(repeating: "0", count: length))'"
      // Numbers are cast to bits of a fixed length only.
      let bits = isFixed ? "" : "bit(\(type.modifiers.first ?? 32))::"
      distinctValue = "number::integer::\(bits)\(type.text)"
    case .other(let name):
      // An interval may be of some fields only: `interval day to second(3)`.
      let base = name.hasPrefix("interval ") ? "interval" : name
      let values = Self.others[base] ?? Self.value(of: type, in: graph)
      (value, distinctValue) = (values, Self.distinct[base] ?? values)
    }
  }

  /// The type under a domain.
  private static func builtIn(_ type: String, in graph: DependencyGraph) -> TypeName {
    var type = TypeName(type)
    for _ in 0..<8 {
      guard let domain = graph.object(.domain, named: type.text),
        let under = domain.attributes[.type]
      else { break }
      type = TypeName(under)
    }
    return type
  }

  private static func value(of type: TypeName, in graph: DependencyGraph) -> String {
    if let enumeration = graph.object(.enumeration, named: type.text),
      let label = Enumeration(enumeration).labels.first
    {
      return label.sqlLiteral
    }
    if graph.object(.rangeType, named: type.text) != nil { return "'empty'" }
    if let composite = graph.object(.compositeType, named: type.text) {
      let nulls = composite.columns.map { _ in "NULL" }.joined(separator: ", ")
      return "ROW(\(nulls))::\(type.text)"
    }
    return "''"
  }

  private static let others = [
    "boolean": "false", "uuid": "gen_random_uuid()", "json": "'{}'", "jsonb": "'{}'",
    "bytea": "''", "inet": "'0.0.0.0'", "cidr": "'0.0.0.0/0'", "macaddr": "'00:00:00:00:00:00'",
    "macaddr8": "'00:00:00:00:00:00:00:00'", "interval": "'0'", "money": "0", "oid": "0",
    "time without time zone": "'00:00'", "time with time zone": "'00:00+00'", "xml": "'<none/>'",
    "point": "'(0,0)'", "line": "'{1,0,0}'", "lseg": "'[(0,0),(0,0)]'", "box": "'(0,0),(0,0)'",
    "path": "'[(0,0)]'", "polygon": "'((0,0))'", "circle": "'<(0,0),0>'", "tsvector": "''",
    "tsquery": "''", "hstore": "''", "\"char\"": "''", "pg_lsn": "'0/0'",
    "int4range": "'empty'", "int8range": "'empty'", "numrange": "'empty'", "tsrange": "'empty'",
    "tstzrange": "'empty'", "daterange": "'empty'",
    "int4multirange": "'{}'", "int8multirange": "'{}'", "nummultirange": "'{}'",
    "tsmultirange": "'{}'", "tstzmultirange": "'{}'", "datemultirange": "'{}'",
    "regclass": "'0'", "regcollation": "'0'", "regconfig": "'0'", "regdictionary": "'0'",
    "regnamespace": "'0'", "regoper": "'0'", "regoperator": "'0'", "regproc": "'0'",
    "regprocedure": "'0'", "regrole": "'0'", "regtype": "'0'",
  ]

  private static let distinct = [
    "bytea": "int8send(number)", "inet": "'0.0.0.0'::inet + number",
    "interval": "number * interval '1 second'", "oid": "number::oid",
    "regclass": "number::oid::regclass", "regproc": "number::oid::regproc",
    "regtype": "number::oid::regtype", "json": "to_json(number)", "jsonb": "to_jsonb(number)",
  ]
}

extension DependencyGraph {
  /// The type of a name as the server prints it.
  func object(_ kind: SchemaObject.Kind, named sql: String) -> SchemaObject? {
    var name = Name(unquoting: sql)
    if let dot = SQLList.unquoted(".", in: sql).first {
      let parts = [sql[..<dot], sql[sql.index(after: dot)...]].map { Name(unquoting: String($0)) }
      name = Name(parts[1].spelling, in: parts[0].spelling)
    }
    return elements[ElementID(ObjectReference(.object(kind), name))]?.object
  }
}
