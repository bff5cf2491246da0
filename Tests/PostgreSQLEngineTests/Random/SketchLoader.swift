@testable import PostgreSQLEngine

/// Asks PostgreSQL what it makes of a sketch.
final class SketchLoader {
  /// A database in which nothing stays.
  private let database: PostgreSQLDatabase
  /// What the server has refused, in its words.
  private(set) var refusals: [String] = []
  private(set) var statementCount = 0
  /// The server's version, such as 15.
  var version: Int { database.connection.serverVersion / 10_000 }

  init() throws {
    database = try TestServer.database()
    try database.connection.execute(Self.function)
  }

  /// Runs statements, and returns the numbers of those that fail, with the reason.
  private static let function = """
    CREATE FUNCTION pg_temp.load(statements text[]) RETURNS TABLE (number integer, reason text)
    LANGUAGE plpgsql AS $$
    BEGIN
      FOR i IN 1..cardinality(statements) LOOP
        BEGIN
          EXECUTE statements[i];
        EXCEPTION WHEN OTHERS THEN
          number := i;
          reason := SQLERRM;
          RETURN NEXT;
        END;
      END LOOP;
    END $$
    """

  /// The sketch without what the server refuses.
  func acceptable(_ sketch: SchemaSketch) throws -> SchemaSketch {
    var sketch = sketch
    while true {
      var printer = SketchPrinter(sketch, separatesDefaults: true)
      let statements = printer.statements()
      let refused = try refusals(of: statements)
      let printed = Set(statements.map(\.element))
      if refused.isEmpty, sketch.elements.isSubset(of: printed) { break }
      for element in sketch.elements.subtracting(printed).union(refused) { sketch.remove(element) }
    }
    sketch.removeColumnsWithoutTypes()
    return sketch
  }

  private func refusals(
    of statements: [SketchStatement]
  ) throws -> Set<SketchStatement.Element> {
    let list = statements.map { statement in
      statement.text.replacing("\\", with: "\\\\").sketchEscaped(by: "\"")
    }.map { "\"\($0)\"" }.joined(separator: ",")
    let connection = database.connection
    try connection.execute("BEGIN")
    defer { _ = try? connection.execute("ROLLBACK") }
    let rows = try connection.query("SELECT number, reason FROM pg_temp.load($1)", ["{\(list)}"])
    statementCount += statements.count
    return Set(
      rows.compactMap { row in
        guard let number = row[0].flatMap({ Int($0) }) else { return nil }
        let statement = statements[number - 1]
        refusals.append("\(row[1] ?? "")\n    \(statement.text)")
        return statement.element
      })
  }
}

extension String {
  /// The text with a backslash before a mark.
  fileprivate func sketchEscaped(by mark: Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      if scalar == mark { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }
}

extension SchemaSketch {
  /// What the server is asked to take.
  fileprivate var elements: Set<SketchStatement.Element> {
    Set(tables.map { .table($0.id) } + objects.map { .object($0.id) })
  }

  mutating func remove(_ element: SketchStatement.Element) {
    switch element {
    case .table(let id): removeTable(id)
    case .object(let id): objects.removeAll { $0.id == id }
    case .clause(let clause, let column):
      editColumn(column) { $0.clauses.removeAll { $0 == clause } }
    }
  }

  /// Removes a table, or at first only what may have made the server refuse it.
  private mutating func removeTable(_ id: Int) {
    guard let index = tables.firstIndex(where: { $0.id == id }) else { return }
    let columns = tables[index].columns
    let withDoubts = columns.contains { $0.clauses.contains(where: Self.isDoubtful) }
    if withDoubts {
      for column in tables[index].columns.indices {
        tables[index].columns[column].clauses.removeAll(where: Self.isDoubtful)
      }
    } else {
      tables.remove(at: index)
    }
  }

  private static func isDoubtful(_ clause: String) -> Bool {
    clause.hasPrefix("GENERATED") || clause.hasPrefix("COLLATE")
  }

  /// Removes the columns that are not printed, since their types are no longer there.
  mutating func removeColumnsWithoutTypes() {
    let known = Set(tables.map(\.id) + objects.map(\.id))
    for table in tables.indices {
      tables[table].columns.removeAll { column in
        !column.type.text.mentions.allSatisfy { known.contains($0.id) }
      }
    }
  }

  mutating func editColumn(_ id: Int, _ change: (inout ColumnSketch) -> Void) {
    for table in tables.indices {
      for column in tables[table].columns.indices where tables[table].columns[column].id == id {
        change(&tables[table].columns[column])
      }
    }
  }
}
