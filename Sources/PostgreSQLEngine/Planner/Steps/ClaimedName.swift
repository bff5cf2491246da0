internal import Engine
internal import SchemaModel

/// A name that only one thing can have at a time.
struct ClaimedName: Hashable {
  let space: Space
  let name: Name

  enum Space: Hashable {
    case relation, type, routine
    case constraint(of: Name)
    /// What gives a column its values.
    case value(of: Name)
    /// What a partitioned table's partitions share out among them.
    case bounds
    case other(SchemaObject.Kind)
  }

  static func of(_ element: SchemaElement) -> [ClaimedName] {
    switch element.content {
    case .table(let table): relation(table.name)
    case .index(let index, _): [ClaimedName(space: .relation, name: index.name)]
    case .constraint(let constraint, let table): of(constraint, table)
    case .columnDefault(let column, let table):
      [ClaimedName(space: .value(of: table.name), name: column.name)]
    case .identity(let column, let table):
      [
        ClaimedName(space: .value(of: table.name), name: column.name),
        ClaimedName(space: .relation, name: column.identitySequence(in: table.name)),
      ]
    case .attachment(let table):
      table.attributes[.partitionOf].map { [ClaimedName(space: .bounds, name: Name(exact: $0))] }
        ?? []
    case .object(let object): of(object)
    default: []
    }
  }

  private static func relation(_ name: Name) -> [ClaimedName] {
    [ClaimedName(space: .relation, name: name), ClaimedName(space: .type, name: name)]
  }

  private static func of(_ constraint: Constraint, _ table: Table) -> [ClaimedName] {
    guard let name = constraint.name else { return [] }
    let own = ClaimedName(space: .constraint(of: table.name), name: name)
    guard constraint.rule.hasIndex else { return [own] }
    return [own, ClaimedName(space: .relation, name: table.name.sibling(name.spelling))]
  }

  private static func of(_ object: SchemaObject) -> [ClaimedName] {
    switch object.kind {
    case .view, .materializedView, .compositeType: relation(object.name)
    case .sequence: relation(object.name)
    case .viewIndex: [ClaimedName(space: .relation, name: object.name)]
    case .enumeration, .domain, .rangeType, .baseType:
      [ClaimedName(space: .type, name: object.name)]
    case .function, .procedure, .aggregate: [ClaimedName(space: .routine, name: object.name)]
    default: []
    }
  }
}
