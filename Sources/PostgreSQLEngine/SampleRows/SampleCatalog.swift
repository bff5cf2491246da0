internal import Engine

/// Reads what rows are made up from: the tables, parents before the tables that refer to them.
///
/// A reader of its own beside the one for schemas, which knows more and prints it.
struct SampleCatalog {
  let connection: Connection

  func tables() throws(ServerFailure) -> [SampleTable] {
    let results = try connection.execute(
      [Self.columns, Self.types, Self.conditions, Self.keys].joined(separator: ";"))
    let types = TypeCatalog(results[1])
    var tables: [String: SampleTable] = [:]
    var order: [String] = []
    for row in results[0] {
      let id = row[0] ?? ""
      if tables[id] == nil {
        order.append(id)
        tables[id] = SampleTable(
          id: id, name: row[1] ?? "", isPartitioned: row[2] == "p", isPartition: row[3] == "t")
      }
      if let column = SampleColumn(row[4...], types) { tables[id]?.columns.append(column) }
    }
    for row in results[2] {
      tables[row[0] ?? ""]?.conditions.append((row[1] ?? "", (row[2] ?? "").parts))
    }
    for row in results[3] {
      tables[row[0] ?? ""]?.keys.append(
        SampleKey(
          columns: (row[1] ?? "").parts, parent: row[2] ?? "", parentColumns: (row[3] ?? "").parts))
    }
    return order.compactMap { tables[$0] }.parentsFirst()
  }

  private static let isUsers = """
    n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' AND c.relpersistence <> 't'
      AND NOT (n.nspname = 'public'
        AND c.relname IN ('\(RecordEntry.tableName)', '\(RecordEntry.censusTableName)'))
      AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
        AND d.objid = c.oid AND d.deptype = 'e')
    """

  private static let columns = """
    SELECT c.oid, format('%I.%I', n.nspname, c.relname), c.relkind, c.relispartition, a.attname,
      a.atttypid, a.atttypmod, a.attnotnull, a.attidentity, pg_get_expr(e.adbin, e.adrelid)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attgenerated = ''
      LEFT JOIN pg_attrdef e ON e.adrelid = c.oid AND e.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p') AND \(isUsers)
    ORDER BY c.relispartition, n.nspname, c.relname, a.attnum
    """

  /// Types of the server's own that are no arrays are known by their names.
  private static let types = """
    SELECT t.oid, t.typname, t.typtype, t.typelem, t.typbasetype, t.typtypmod, t.typnotnull,
      coalesce(r.rngsubtype, m.rngsubtype),
      (SELECT string_agg(enumlabel, E'\\x01' ORDER BY enumsortorder)
        FROM pg_enum WHERE enumtypid = t.oid),
      (SELECT string_agg(atttypid || ' ' || atttypmod, E'\\x01' ORDER BY attnum)
        FROM pg_attribute WHERE attrelid = t.typrelid AND attnum > 0 AND NOT attisdropped
          AND t.typtype = 'c'),
      (SELECT string_agg(pg_get_constraintdef(oid), E'\\x01' ORDER BY conname)
        FROM pg_constraint WHERE contypid = t.oid AND contype = 'c')
    FROM pg_type t
      LEFT JOIN pg_range r ON r.rngtypid = t.oid
      LEFT JOIN pg_range m ON to_jsonb(m) ->> 'rngmultitypid' = t.oid::text AND t.typtype = 'm'
      LEFT JOIN pg_class c ON c.oid = t.typrelid
    WHERE coalesce(c.relkind, 'c') = 'c' OR t.typnamespace <> 'pg_catalog'::regnamespace
    """

  private static let conditions = """
    SELECT conrelid, pg_get_constraintdef(k.oid),
      (SELECT string_agg(attname, E'\\x01') FROM pg_attribute
        WHERE attrelid = conrelid AND attnum = ANY (conkey))
    FROM pg_constraint k WHERE contype = 'c' AND conrelid <> 0
    UNION ALL
    SELECT c.oid, pg_get_partition_constraintdef(c.oid),
      (SELECT string_agg(attname, E'\\x01') FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0)
    FROM pg_class c WHERE c.relispartition AND c.relkind IN ('r', 'p')
    UNION ALL
    SELECT i.inhparent, pg_get_partition_constraintdef(c.oid),
      (SELECT string_agg(attname, E'\\x01') FROM pg_attribute
        WHERE attrelid = i.inhparent AND attnum > 0)
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE c.relispartition
    ORDER BY 1, 2
    """

  private static let keys = """
    SELECT conrelid,
      (SELECT string_agg(a.attname, E'\\x01' ORDER BY k.place)
        FROM unnest(conkey) WITH ORDINALITY k (number, place)
          JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.number),
      confrelid,
      (SELECT string_agg(a.attname, E'\\x01' ORDER BY k.place)
        FROM unnest(confkey) WITH ORDINALITY k (number, place)
          JOIN pg_attribute a ON a.attrelid = confrelid AND a.attnum = k.number)
    FROM pg_constraint WHERE contype = 'f'
    """
}

extension SampleColumn {
  fileprivate init?(_ row: ArraySlice<String?>, _ types: TypeCatalog) {
    let row = Array(row)
    guard let name = row[0] else { return nil }
    self.init(
      name: name, type: types.type(row[1] ?? "", modifier: row[2].flatMap { Int($0) } ?? -1),
      isNullable: row[3] == "f" && !types.forbidsNull(row[1] ?? ""),
      hasDefault: row[5] != nil,
      isNumbered: row[4] != "" || row[5]?.hasPrefix("nextval(") ?? false,
      defaultText: row[5])
  }
}

/// The types that columns may have.
private struct TypeCatalog {
  private var rows: [String: [String?]] = [:]

  init(_ rows: Connection.Rows) {
    for row in rows { self.rows[row[0] ?? ""] = row }
  }

  func forbidsNull(_ id: String) -> Bool {
    guard let row = rows[id] else { return false }
    return row[6] == "t" || forbidsNull(row[4] ?? "0")
  }

  func type(_ id: String, modifier: Int) -> ValueType {
    guard let row = rows[id] else { return .plain("text", modifier: -1) }
    func other(_ column: Int, modifier: Int = -1) -> ValueType {
      type(row[column] ?? "", modifier: modifier)
    }
    switch row[2] {
    case "d":
      return .domain(
        other(4, modifier: row[5].flatMap { Int($0) } ?? -1), conditions: (row[10] ?? "").parts)
    case "e": return .enumeration((row[8] ?? "").parts)
    case "r": return .range(other(7))
    case "m": return .multirange(other(7))
    case "c":
      return .composite(
        (row[9] ?? "").parts.map { line in
          let parts = line.split(separator: " ")
          return type(String(parts[0]), modifier: Int(parts[1]) ?? -1)
        })
    default:
      let name = row[1] ?? ""
      // Some types of fixed length have elements and are no arrays: point, box, name.
      return row[3] != "0" && name.hasPrefix("_")
        ? .array(other(3, modifier: modifier)) : .plain(name, modifier: modifier)
    }
  }
}

extension [SampleTable] {
  /// The tables in an order in which those that are referred to come first, as far as there is one.
  fileprivate func parentsFirst() -> [SampleTable] {
    var ordered: [SampleTable] = []
    var visited: Set<String> = []
    let tables = Dictionary(map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    func visit(_ table: SampleTable) {
      guard visited.insert(table.id).inserted else { return }
      for key in table.keys { if let parent = tables[key.parent] { visit(parent) } }
      ordered.append(table)
    }
    for table in self { visit(table) }
    return ordered
  }
}

extension String {
  /// The parts of a text that the server has joined; names and conditions can hold line breaks.
  fileprivate var parts: [String] {
    isEmpty ? [] : split(separator: "\u{1}", omittingEmptySubsequences: false).map { String($0) }
  }
}
