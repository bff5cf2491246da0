internal import SchemaModel

/// What an element comes after without needing it.
extension DependencyGraph {
  func follows(of element: SchemaElement) -> [ElementID] {
    switch element.content {
    case .notNull(let column, let table): return [.columnDefault(column.name, of: table.name)]
    case .column(let column, let table):
      // A column that a child has by itself too must be there when the parent's comes.
      return (children[table.name] ?? []).filter { child in
        child.column(named: column.name).map { !$0.isOnlyInherited } ?? false
      }.map { .column(column.name, of: $0.name) }
    case .attachment(let table):
      return (parents(of: table) + [table.name]).flatMap(columns)
        + table.indexes.filter { $0.attributes[.partitionOf] != nil }
        .map { .index($0.name, of: table.name) }
        + table.constraints.filter(\.rule.isKey).map { .constraint($0, of: table.name) }
    case .index(let index, let table):
      let children = children[table.name] ?? []
      // The creation of a partition attaches an index to every one of the parent's that there is.
      let attachments =
        index.attributes[.only] == nil
        ? [] : children.map { ElementID.table($0.name).with(.attachment) }
      // The creation of the parent's index attaches those of partitions, also the indexes of keys.
      return attachments
        + children.flatMap { child in
          child.indexes.filter { $0.isPart(of: index.name) }
            .map { .index($0.name, of: child.name) }
            + child.constraints.filter(\.rule.isKey).map { .constraint($0, of: child.name) }
        }
    case .object(let object) where object.kind == .privileges:
      // What is revoked from a table is revoked from its columns.
      return element.needs.compactMap { $0.part.table.flatMap { tablePrivileges[$0] } }
    default: return []
    }
  }

  func columns(of name: Name) -> [ElementID] {
    (table(named: name)?.columns ?? []).flatMap { column -> [ElementID] in
      let id = ElementID.column(column.name, of: name)
      return [id, id.with(.notNull)]
    }
  }
}
