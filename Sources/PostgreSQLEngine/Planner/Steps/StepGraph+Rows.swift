internal import Engine
internal import SchemaModel

/// The order of what is done with rows.
extension StepGraph {
  /// What a person gives for a new column may come from columns that go.
  func orderBackfills(_ order: inout StepOrder) {
    for reference in options.backfills.keys {
      let filled = ElementID.column(reference.column, of: reference.table).with(.notNull)
      guard actions[filled].isCreated, let table = base.table(named: reference.table) else {
        continue
      }
      for column in table.columns where column.name != reference.column {
        let id = ElementID.column(column.name, of: table.name)
        if actions[id] == .drop { put(.create(filled), before: .drop(id), &order) }
      }
    }
  }

  /// Rows are there before what looks at them.
  func orderRowCopies(of table: ElementID, _ order: inout StepOrder) {
    let copy = Step.copyRows(table)
    put(.create(table), before: copy, &order)
    // The old table needs until then what its parts need.
    for element in base.elements.values where element.table?.name == table.part.name {
      guard merging.host(of: .drop(element.id)) == .drop(table) else { continue }
      for need in element.needs where actions[need] == .drop && need.part.table != table.part.name {
        put(copy, before: disappearance(of: need), &order)
      }
    }
    var held: Set<ElementID> = [table]
    for child in target.children[table.part.name] ?? []
    where child.attributes[.partitionOf] != nil {
      let attachment = ElementID.table(child.name).with(.attachment)
      held.insert(.table(child.name))
      if actions[attachment].isCreated { put(.create(attachment), before: copy, &order) }
    }
    for element in target.elements.values where actions[element.id].isCreated {
      guard element.looksAtRows,
        element.needs.contains(where: { held.contains($0) || isPart($0, of: held) })
      else { continue }
      put(copy, before: .create(element.id), &order)
    }
  }

  /// The step after which a thing that is removed is gone: what goes with a table that is set aside is
  /// there until its rows have moved.
  private func disappearance(of id: ElementID) -> Step {
    let removal = merging.host(of: .drop(id))
    guard removal.phase == .drop, removal.id.part.kind == .table,
      removal.id.aspect == .existence, actions.isRebuilt(removal.id.part.name)
    else { return removal }
    return .copyRows(removal.id)
  }

  private func isPart(_ id: ElementID, of tables: Set<ElementID>) -> Bool {
    id.part.table.map { tables.contains(.table($0)) } ?? false
  }
}

extension SchemaElement {
  fileprivate var looksAtRows: Bool {
    switch content {
    case .constraint, .index: true
    case .object(let object):
      object.kind != .comment && object.kind != .privileges && !id.part.kind.isType
    default: false
    }
  }
}
