internal import Engine
internal import SchemaModel

/// The columns of tables whose values hold values of a type: of arrays of it, and of domains and
/// composite types that are made of it, too.
struct TypeUses {
  let columns: [ColumnReference]

  init(of type: SchemaObject, in schema: Schema) {
    var names: Set = [type.name.typeSQL, type.name.sql]
    func contains(_ type: Expression) -> Bool { names.contains(TypeName(type).base) }
    var count = 0
    while count != names.count {
      count = names.count
      for object in schema.objects where object.elementTypes.contains(where: contains) {
        names.insert(object.name.sql)
      }
    }
    columns = schema.tables.filter(\.holdsRows).flatMap { table in
      table.columns.filter { contains($0.type) }
        .map { ColumnReference(table: table.name, column: $0.name) }
    }
  }
}

extension SchemaObject {
  /// The types that a type is made of.
  fileprivate var elementTypes: [Expression] {
    switch kind {
    case .compositeType: columns.map(\.type)
    case .domain: [attributes[.type].map { Expression($0, key: $0) }].compactMap(\.self)
    default: []
    }
  }
}
