internal import Engine
internal import SchemaModel

/// What `pg_dump` has written, as statements that can be compared.
enum DumpText {
  static func dump(_ text: String) -> SchemaDump {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("\\restrict ") && !$0.hasPrefix("\\unrestrict ") }
    let statements = StatementScanner.statements(of: lines.joined(separator: "\n"))
    return SchemaDump(
      statements: statements.filter { !isSetting($0) }.map { normalized($0.text) })
  }

  private static func isSetting(_ statement: ScriptStatement) -> Bool {
    statement.setsSession || statement.text.hasPrefix("SELECT pg_catalog.set_config(")
  }

  private static func normalized(_ statement: String) -> String {
    if statement.hasPrefix("CREATE STATISTICS ") { return withSortedColumns(statement) }
    return Expression(postgreSQL: withSortedLines(statement)).key
  }

  /// A table with its columns in the order of their names.
  private static func withSortedLines(_ statement: String) -> String {
    guard
      ["CREATE TABLE ", "CREATE UNLOGGED TABLE ", "CREATE FOREIGN TABLE "]
        .contains(where: statement.hasPrefix),
      let start = statement.firstRange(of: "(\n")?.upperBound,
      let end = statement.ranges(of: "\n)").last?.lowerBound, start <= end
    else { return statement }
    let lines = statement[start..<end].split(separator: ",\n").sorted()
    return statement[..<start] + lines.joined(separator: ",\n") + statement[end...]
  }

  /// The server names the columns in the order of the table's.
  private static func withSortedColumns(_ statement: String) -> String {
    guard let start = statement.firstRange(of: " ON ")?.upperBound,
      let end = statement[start...].firstRange(of: " FROM ")?.lowerBound
    else { return statement }
    let columns = SQLList.elements(of: String(statement[start..<end])).sorted()
    return statement[..<start] + columns.joined(separator: ", ") + statement[end...]
  }
}
