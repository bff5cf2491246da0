internal import Engine
internal import SchemaModel

/// A column whose values may not all have room in what its type becomes, or that of its domain.
struct NarrowedColumn {
  let column: ColumnReference
  let narrowing: TypeNarrowing
  /// Whether it is about parts of the values, such as an attribute of a composite type.
  var isOfParts = false
}

extension SchemaChange {
  /// - Parameters:
  ///   - from: the schema before the change.
  ///   - target: the one after it.
  func narrowedColumns(from: Schema, to target: Schema) -> [NarrowedColumn] {
    switch self {
    case .alterColumn(let old, let new, let table) where old.type != new.type:
      let types = (from.typeName(behind: old.type), target.typeName(behind: new.type))
      return [
        NarrowedColumn(
          column: ColumnReference(table: table, column: new.name),
          narrowing: TypeNarrowing(from: types.0, to: types.1))
      ]
    case .alterObject(let old, let new) where new.kind == .domain:
      return TypeUses(of: old, in: from).columns.compactMap { use in
        guard let column = from.table(named: use.table)?.column(named: use.column) else {
          return nil
        }
        let types = (from.typeName(behind: column.type), target.typeName(behind: column.type))
        return NarrowedColumn(
          column: use, narrowing: TypeNarrowing(from: types.0, to: types.1))
      }
    case .alterObject(let old, let new) where new.kind == .compositeType:
      let narrowings = old.columns.compactMap { attribute -> TypeNarrowing? in
        guard let other = new.columns.first(where: { $0.name == attribute.name }) else {
          return nil
        }
        return TypeNarrowing(
          from: from.typeName(behind: attribute.type), to: target.typeName(behind: other.type))
      }
      return TypeUses(of: old, in: from).columns.flatMap { use in
        narrowings.map { NarrowedColumn(column: use, narrowing: $0, isOfParts: true) }
      }
    default: return []
    }
  }
}
