internal import Engine
internal import SchemaModel

/// The copy of rows into a strict table, which refuses values that another table would take.
///
/// <https://www.sqlite.org/stricttables.html>: a value that cannot become one of the column's type
/// without loss is an error.
struct StrictCopy {
  let from: Table?
  let to: Table?

  /// The columns of both tables that may hold what the new table refuses.
  var refusals: [ColumnReference] {
    guard let from, let to else { return [] }
    return from.columns.compactMap { old in
      guard let new = to.column(named: old.name), refuses(old, as: new) else { return nil }
      return ColumnReference(table: to.name, column: new.name)
    }
  }

  func refuses(_ old: Column, as new: Column) -> Bool {
    guard let from, let to, to.options.contains(.strict), new.generation == nil,
      from.rowNumberColumn?.name != old.name
    else { return false }
    guard from.options.contains(.strict) else { return new.type.key != "any" }
    return !Self.takes(Self.storage(old), as: Self.storage(new))
  }

  private static func storage(_ column: Column) -> String {
    column.type.key == "int" ? "integer" : column.type.key
  }

  private static func takes(_ old: String, as new: String) -> Bool {
    switch (old, new) {
    case (_, "any"), ("integer", "real"), ("integer", "text"), ("real", "text"): true
    default: old == new
    }
  }
}
