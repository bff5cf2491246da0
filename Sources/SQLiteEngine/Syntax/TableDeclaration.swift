internal import SchemaModel

/// What a CREATE TABLE statement says.
struct TableDeclaration: Sendable {
  var name: Name
  var columns: [ColumnDeclaration]
  /// The constraints that stand after the columns.
  var constraints: [Constraint]
  var options: Set<TableOption>
  /// The statement's text after the table's name.
  var body: String

  /// All constraints, those of columns first, in the order of the text.
  var allConstraints: [Constraint] { columns.flatMap(\.constraints) + constraints }
}

/// What a CREATE TABLE statement says of one column.
struct ColumnDeclaration: Sendable {
  var name: Name
  /// The definition as it stands in the statement, without the comma after it.
  var text: String
  var type: Expression
  var nullConflict: ConflictAction?
  var defaultValue: Expression?
  /// Whether the default is a literal, which rows that exist already can take on.
  var hasConstantDefault: Bool
  var collation: Name?
  var generation: Column.Generation?
  var constraints: [Constraint]
}

/// A declaration that the parser does not understand, though SQLite does.
struct UnreadableDeclaration: Error {
  let sql: String
}
