internal import Engine
internal import SchemaModel

/// How rows of a table that stands aside become rows of the new one where columns hold them: a cast,
/// by which the server converts arrays of them too.
struct RowConversion {
  let old: Table
  let new: Table

  private var aside: String { Aside.schema(of: new.name).sql }

  private var oldType: String { "\(aside).\(old.name.identifier)" }

  private var function: String { "\(aside)._migrate_row" }

  private var cast: String { "CAST (\(oldType) AS \(new.name.typeSQL))" }

  /// The statements that make the cast, once both tables are there.
  var arrivals: [Statement] {
    [
      Statement(
        """
        CREATE FUNCTION \(function)(\(oldType)) RETURNS \(new.name.typeSQL) LANGUAGE sql STRICT AS
        \("SELECT ROW(\(fields.joined(separator: ", ")))::\(new.name.typeSQL)".sqlLiteral)
        """),
      Statement("CREATE \(cast) WITH FUNCTION \(function)(\(oldType))"),
    ]
  }

  /// Those that drop it again.
  var earlyDrops: [Statement] {
    [Statement("DROP \(cast)"), Statement("DROP FUNCTION \(function)(\(oldType))")]
  }

  /// What is new in a row is NULL, as the server has it too when it adds a column.
  private var fields: [String] {
    new.columns.map { column in
      guard let source = old.column(named: column.name) else { return "NULL" }
      let value = "($1).\(column.name.sql)"
      guard source.type != column.type else { return value }
      return TypeName(source.type).conversion(
        of: value, to: TypeName(column.type), isExchanged: false) ?? value
    }
  }
}
