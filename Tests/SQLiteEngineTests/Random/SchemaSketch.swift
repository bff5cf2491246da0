/// A schema that is made up, changed and printed by a test.
///
/// Texts mention tables, columns and objects as `{t1}`, `{c2}` and `{o3}`. What mentions something
/// that is not there is not printed, so that anything can be taken away.
struct SchemaSketch: Hashable {
  var tables: [TableSketch] = []
  var objects: [ObjectSketch] = []

  func table(_ id: Int) -> TableSketch? { tables.first { $0.id == id } }
}

struct TableSketch: Hashable {
  let id: Int
  var name: String
  var columns: [ColumnSketch] = []
  var constraints: [String] = []
  var indexes: [IndexSketch] = []
  /// `STRICT`, `WITHOUT ROWID`.
  var options: [String] = []

  var isStrict: Bool { options.contains("STRICT") }
}

struct ColumnSketch: Hashable {
  let id: Int
  var name: String
  var type: String
  /// `NOT NULL`, `DEFAULT 5`, `CHECK ({c1} > 0)`.
  var clauses: [String] = []

  var isGenerated: Bool { clauses.contains { $0.contains("AS (") } }
  /// Whether rows can refer to the column's values.
  var isKey: Bool { clauses.contains { $0.contains("PRIMARY KEY") || $0.contains("UNIQUE") } }
}

struct IndexSketch: Hashable {
  var name: String
  var isUnique: Bool
  /// What comes after the table's name.
  var text: String
}

/// A view, a trigger or a virtual table.
struct ObjectSketch: Hashable {
  let id: Int
  var kind: Kind
  var name: String
  /// What comes after the name.
  var text: String

  enum Kind: String, CaseIterable {
    case virtualTable = "VIRTUAL TABLE"
    case view = "VIEW"
    case trigger = "TRIGGER"
  }
}
