internal import Engine
internal import SchemaModel

/// How values become those of another type.
extension StatementWriter {
  /// How a column's values get another type, or another definition of it; `nil` where the server does
  /// it by itself.
  func conversion(from old: Column, to new: Column, of table: Table) -> String? {
    let isSame = old.type == new.type
    let id = ElementID.column(old.name, of: table.name)
    if isSame, !actions.typesConvertedByAttribute(in: id).isEmpty {
      return "\(new.name.sql)::\(new.type.spelling)"
    }
    return TypeName(old.type).conversion(
      of: new.name.sql, to: target.typeName(behind: new.type),
      isExchanged: isSame && actions.hasExchangedType(id))
  }

  /// What the values of a column may lose, which the few rows of a trial need not show.
  func lossesOfValues(from old: Column, to new: Column, of table: Table) -> [Hazard] {
    let narrowing = TypeNarrowing(
      from: base.typeName(behind: old.type), to: target.typeName(behind: new.type))
    guard narrowing.castsValues else { return [] }
    return [
      Hazard(
        .castValues, subject: ColumnReference(table: table.name, column: new.name).description)
    ]
  }

  /// The cast from the rows of a table to those of the one that takes its place, where it is needed.
  func rowConversion(to table: Table) -> RowConversion? {
    guard let old = base.table(named: table.name), actions.isRebuilt(table.name),
      !actions.converted(fromRowsOf: .table(table.name)).isEmpty
    else { return nil }
    return RowConversion(from: old, to: table, name: target.typeName)
  }

  /// The cast from the values of a composite type to those of its new definition, where it is needed.
  func recordConversion(to type: ElementID) -> RowConversion? {
    guard actions.isConvertedByAttribute(type), let old = base[type]?.object,
      let new = target[type]?.object, new.kind == .compositeType
    else { return nil }
    let byAttribute = Set(actions.typesConvertedByAttribute(in: type))
    let exchanged = (base[type]?.needs ?? []).filter {
      actions.isExchanged($0) || byAttribute.contains($0)
    }.map { ($0.part.name, byAttribute.contains($0)) }
    return RowConversion(
      from: old, to: new, exchanged: Dictionary(exchanged) { first, _ in first },
      name: target.typeName)
  }
}
