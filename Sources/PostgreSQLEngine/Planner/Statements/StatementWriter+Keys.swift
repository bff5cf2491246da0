internal import Engine
internal import SchemaModel

/// Constraints and indexes.
extension StatementWriter {
  func addition(of constraint: Constraint, to table: Table) -> [Statement] {
    let text = ConstraintText(constraint, of: table)
    return [alter(table, "ADD \(text.named)", isOnly: text.isOfTableAlone)]
  }

  func change(from old: Constraint, to new: Constraint, of table: Table) -> [Statement] {
    let name = new.name ?? Name(exact: "")
    guard new.rule.isKey else { return [alter(table, "VALIDATE CONSTRAINT \(name.sql)")] }
    let storage = [old, new].map { KeyStorage($0.definition?.spelling ?? "").parameters }
    return Parameters.actions(from: storage[0], to: storage[1], set: "SET", reset: "RESET").map {
      Statement("ALTER INDEX \(table.name.sibling(name.spelling).sql) \($0)")
    }
  }

  func creation(of index: Index, on table: Table) -> [Statement] {
    let isAlone = merging.isCreatedAlone(index, on: table)
    let old = base.table(named: table.name)?.indexes.first { $0.name == index.name }
    return [Statement(isAlone ? index.creationOnTableAlone : index.creation)]
      + (isAlone ? partitions(of: index, on: table) : [])
      + IndexSettings(of: index).statements(from: nil)
      + (old.map { LeftOutSettings.statements(from: $0, to: index) } ?? [])
  }

  /// Attaches the indexes of partitions.
  private func partitions(of index: Index, on table: Table) -> [Statement] {
    (target.children[table.name] ?? []).flatMap(\.indexes)
      .filter { $0.isPart(of: index.name) }
      .map { Statement("ALTER INDEX \(index.name.sql) ATTACH PARTITION \($0.name.sql)") }
  }

  /// Attaches an index that was a partition's own, where nothing that is made does so.
  func attachment(
    of index: Index, from old: Index, on table: Table, to parent: ElementID?
  ) -> [Statement] {
    guard old.attributes[.partitionOf] == nil, let parent, !actions[parent].isCreated,
      !actions[ElementID.table(table.name).with(.attachment)].isCreated,
      let host = index.attributes[.partitionOf]
    else { return [] }
    return [Statement("ALTER INDEX \(host) ATTACH PARTITION \(index.name.sql)")]
  }
}
