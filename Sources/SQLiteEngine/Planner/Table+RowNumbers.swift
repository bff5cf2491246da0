internal import SchemaModel

extension Table {
  /// The column that is another name of the row's number.
  var rowNumberColumn: Column? {
    guard let key = primaryKey, key.isRowID, let name = key.columns.first?.name else { return nil }
    return column(named: name)
  }

  /// What the row's number is called in a statement; `nil` where rows have none, or where columns
  /// have all its names.
  ///
  /// <https://www.sqlite.org/lang_createtable.html#rowid>
  var rowNumber: String? {
    guard !options.contains(.withoutRowID) else { return nil }
    if let column = rowNumberColumn { return column.name.sql }
    return ["rowid", "_rowid_", "oid"].first { column(named: Name(sqlite: $0)) == nil }
  }
}
