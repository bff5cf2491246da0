internal import Engine
internal import SchemaModel

/// Types, sequences, views and whatever else is no part of a table.
extension StatementWriter {
  func removal(of object: SchemaObject, _ id: ElementID) -> [Statement] {
    if let succession = merging.successions.from(id) { return succession.keeping }
    let conditions = object.kind == .domain ? conditions(of: object, id) : []
    if actions.rechecked.contains(id) { return conditions }
    guard actions.isExchanged(id) else { return [object.removalStatement] }
    return conditions + [
      Statement(
        "ALTER \(object.typeTitle) RENAME TO \(Aside.name(of: object).identifier)")
    ] + RangeConstructors(object).displacements
  }

  /// Takes from a domain what calls things that go.
  private func conditions(of domain: SchemaObject, _ id: ElementID) -> [Statement] {
    let stripped = domain.domain(without: droppedElements(calledBy: id))
    return ObjectChange(from: domain, to: stripped).statements()
  }

  func finishing(_ id: ElementID) -> [Statement] {
    if let succession = merging.successions.from(id) { return [succession.finish] }
    guard let object = base[id]?.object else { return [] }
    var aside = object
    aside.name = Aside.name(of: object)
    let completion =
      recordConversion(to: id)?.drops
      ?? target[id]?.object.map { CompositeExchange(from: object, to: $0).completion } ?? []
    return completion + [Statement("DROP \(aside.typeTitle)")]
  }

  func creation(of object: SchemaObject, _ id: ElementID) -> [Statement] {
    if actions.rechecked.contains(id), let old = base[id]?.object {
      return ObjectChange(from: old.domain(without: droppedElements(calledBy: id)), to: object)
        .statements()
    }
    if let conversion = recordConversion(to: id) {
      return [Statement(object.declaration)] + conversion.creations
    }
    if actions.isExchanged(id), let old = base[id]?.object, object.kind == .compositeType {
      return [Statement(CompositeExchange(from: old, to: object).creation)]
    }
    return [Statement(object.declaration.creating(orReplacing: false))]
  }

  /// What goes of all that a domain's conditions call.
  private func droppedElements(calledBy id: ElementID) -> [ElementID] {
    (base[id]?.needs ?? []).filter { actions[$0].isDropped && $0.part.kind.isCalled }
  }

  func ownership(of sequence: SchemaObject) -> [Statement] {
    guard let owner = sequence.attributes[.ownedBy] else { return [] }
    var statements = [Statement("ALTER SEQUENCE \(sequence.name.sql) OWNED BY \(owner)")]
    let id = ElementID(sequence.reference)
    guard actions[id] == .create, let element = target[id.with(.ownership)],
      let column = element.needs.first(where: { $0 != id }).flatMap({ target[$0] }),
      let owner = column.column, let table = column.table,
      merging.successions.into(column.id) == nil
    else { return statements }
    statements += continuation(of: sequence.name.sql.sqlLiteral, owner, table)
    return statements
  }
}
