internal import SchemaModel

/// What an element cannot be without.
extension DependencyGraph {
  func needs(of element: SchemaElement) -> [ElementID] {
    switch element.content {
    case .table(let table):
      recorded(element.id.part).filter {
        $0.part.table != table.name && !$0.isTable(in: table)
          && $0.part.kind != .object(.compositeType)
      } + namespace(of: table.name)
    case .column(let column, let table):
      recorded(element.id.part) + [.table(table.name)]
        + (column.generation == nil
          ? [] : recorded(ObjectReference(.columnDefault, column.name, of: table.name)))
    case .notNull: [element.id.with(.existence)]
    case .identity: [element.id.with(.existence), element.id.with(.notNull)]
    case .columnDefault(let column, let table):
      recorded(element.id.part) + [.column(column.name, of: table.name)]
    case .constraint(let constraint, let table): needs(of: constraint, of: table, element.id)
    case .index(let index, let table):
      // That a partition's index belongs to its parent's says nothing of the order.
      recorded(element.id.part).filter { $0.part.kind != .index } + [.table(table.name)]
        + index.elements.map { .column(Name(unquoting: $0.expression.spelling), of: table.name) }
    case .attachment(let table):
      [element.id.with(.existence)] + parents(of: table).map(ElementID.table)
    case .replicaIdentity(let table):
      [element.id.with(.existence)]
        + (replicaIndex(of: table).map { keys(called: $0, of: table) } ?? [])
    case .clustering(let index, let table):
      [element.id.with(.existence)] + keys(called: index, of: table)
    case .typing(let table):
      [element.id.with(.existence)] + columns(of: table.name)
        + recorded(element.id.part).filter { $0.part.kind == .object(.compositeType) }
    case .object(let object): needs(of: object)
    case .ownership(let sequence):
      [element.id.with(.existence)]
        + [sequence.attributes[.ownedBy].flatMap { columnsBySQL[$0] }].compactMap(\.self)
    }
  }

  private func replicaIndex(of table: Table) -> String? {
    guard let identity = table.attributes[.replicaIdentity], identity.hasPrefix("index ") else {
      return nil
    }
    return String(identity.dropFirst(6))
  }

  /// The index, or the constraint whose index it is.
  func keys(called identifier: String, of table: Table) -> [ElementID] {
    let name = Name(unquoting: identifier)
    return [
      .index(table.name.sibling(name.spelling), of: table.name),
      ElementID(ObjectReference(.constraint, name, of: table.name)),
    ]
  }

  func needs(of constraint: Constraint, of table: Table, _ id: ElementID) -> [ElementID] {
    let columns = constraint.rule.columns.map { ElementID.column($0, of: table.name) }
    var needs = recorded(id.part) + [.table(table.name)] + columns
    if case .primaryKey = constraint.rule { needs += columns.map { $0.with(.notNull) } }
    guard case .foreignKey(let key) = constraint.rule else { return needs }
    needs += [.table(key.parent)] + key.parentColumns.map { .column($0, of: key.parent) }
    needs += self.table(named: key.parent)?.keys(on: Set(key.parentColumns)) ?? []
    return needs
  }

  func needs(of object: SchemaObject) -> [ElementID] {
    let recorded =
      recorded(object.reference)
      + object.columns.flatMap {
        self.recorded(ObjectReference(.column, $0.name, of: object.name))
      }
    let table = object.table.flatMap { relations[$0] }.map { [$0] } ?? []
    let attachment =
      object.attributes["of"] == nil ? [] : table.map { $0.with(.attachment) }
    // What is said of an identity's sequence needs that there is one.
    let identities =
      object.name.spelling.hasPrefix("sequence ")
      ? recorded.filter { $0.part.kind == .column }.map { $0.with(.identity) } : []
    let needs =
      recorded + identities + table + attachment + namespace(of: object.name)
      + columnsOfRows(in: object)
    // A sequence may belong to a column whose default needs it: that it belongs is another element.
    return object.kind == .sequence ? needs.filter { !$0.isPartOfTable } : needs
  }

  /// The columns of tables whose whole rows a view keeps, which must be of the types that they have.
  private func columnsOfRows(in view: SchemaObject) -> [ElementID] {
    guard view.kind == .materializedView else { return [] }
    return view.columns.flatMap { column -> [ElementID] in
      let type = column.type.spelling
      guard let table = tablesBySQL[type.hasSuffix("[]") ? String(type.dropLast(2)) : type] else {
        return []
      }
      return (self.table(named: table)?.columns ?? []).map { .column($0.name, of: table) }
    }
  }

  private func namespace(of name: Name) -> [ElementID] {
    name.namespace.map {
      [ElementID(ObjectReference(.object(.namespace), Name(exact: $0)))]
    } ?? []
  }

  private func recorded(_ part: ObjectReference) -> [ElementID] {
    (schema.dependencies[part] ?? []).compactMap(resolve)
  }

  private func resolve(_ part: ObjectReference) -> ElementID? {
    if elements[ElementID(part)] != nil { return ElementID(part) }
    guard let table = part.table else {
      return part.kind == .table ? relations[part.name] : nil
    }
    if part.kind == .columnDefault {
      return resolve(ObjectReference(.column, part.name, of: table))
    }
    return part.kind == .column ? relations[table] : nil
  }
}

extension ElementID {
  fileprivate var isPartOfTable: Bool {
    switch part.kind {
    case .table, .column, .columnDefault, .constraint, .index: true
    case .object: false
    }
  }

  /// A table's own references to itself or its parents say nothing of the order.
  fileprivate func isTable(in table: Table) -> Bool {
    part.kind == .table && (part.name == table.name || table.isAttached)
  }
}
