internal import Engine
internal import SchemaModel

/// How values become those of another type.
extension StatementWriter {
  /// How a column's values get another type, or another definition of it; `nil` where the server does
  /// it by itself.
  func conversion(from old: Column, to new: Column, of table: Table) -> String? {
    let isSame = old.type == new.type
    let id = ElementID.column(old.name, of: table.name)
    if isSame, holdsRowsOfRebuiltTable(id) || !actions.typesConvertedByAttribute(in: id).isEmpty {
      return "\(new.name.sql)::\(new.type.spelling)"
    }
    return TypeName(old.type).conversion(
      of: new.name.sql, to: TypeName(new.type),
      isExchanged: isSame && actions.hasExchangedType(id))
  }

  private func holdsRowsOfRebuiltTable(_ column: ElementID) -> Bool {
    base[column]?.needs.contains { actions.holdsRows(of: $0, column) } ?? false
  }

  /// The cast from the rows of a table to those of the one that takes its place, where it is needed.
  func rowConversion(to table: Table) -> RowConversion? {
    guard let old = base.table(named: table.name), actions.isRebuilt(table.name),
      actions.converted(fromRowsOf: .table(table.name)).contains(where: { $0.part.kind == .column })
    else { return nil }
    return RowConversion(from: old, to: table)
  }

  /// The cast from the values of a composite type to those of its new definition, where it is needed.
  func recordConversion(to type: ElementID) -> RowConversion? {
    guard actions.isConvertedByAttribute(type), let old = base[type]?.object,
      let new = target[type]?.object, new.kind == .compositeType
    else { return nil }
    let exchanged = (base[type]?.needs ?? []).filter(actions.isExchanged)
      .map { ($0.part.name, actions.isConvertedByAttribute($0)) }
    return RowConversion(from: old, to: new, exchanged: Dictionary(exchanged) { first, _ in first })
  }
}
