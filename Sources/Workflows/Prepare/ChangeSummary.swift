internal import SchemaModel

/// A few words for a list of changes, where a person gave none.
enum ChangeSummary {
  /// The new tables; where there are none, the first things that changed.
  static func message(for changes: [SchemaChange]) -> String {
    let tables = changes.compactMap { change -> String? in
      if case .createTable(let table) = change { table.name.spelling } else { nil }
    }
    let subjects = tables.isEmpty ? changes.compactMap(subject) : tables
    var seen: Set<String> = []
    return subjects.filter { seen.insert($0).inserted }.prefix(3).joined(separator: ", ")
  }

  private static func subject(_ change: SchemaChange) -> String? {
    switch change {
    case .createTable(let table): table.name.spelling
    case .dropTable(let table): "drop \(table.name)"
    case .renameTable(_, let to), .renameObject(_, _, let to): to.spelling
    case .addColumn(let column, let table): "\(table) \(column.name)"
    case .dropColumn(let column, let table): "drop \(table) \(column.name)"
    case .renameColumn(_, let to, let table): "\(table) \(to)"
    case .renameLabel(_, let to, let type), .renameAttribute(_, let to, let type):
      "\(type) \(to)"
    case .alterColumn(_, let to, let table): "\(table) \(to.name)"
    case .addConstraint(_, let table), .dropConstraint(_, let table),
      .alterOptions(_, _, let table), .alterAttributes(_, _, let table):
      table.spelling
    case .createIndex(let index, _): index.name.spelling
    case .dropIndex(let index, _): "drop \(index.name)"
    case .createObject(let object), .alterObject(_, let object): object.name.spelling
    case .dropObject(let object): "drop \(object.name)"
    case .reorderColumns, .renameConstraint: nil
    }
  }
}
