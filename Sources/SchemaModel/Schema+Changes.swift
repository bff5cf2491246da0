extension Schema {
  /// What must change in this schema so that it becomes another of the same dialect.
  ///
  /// Names decide what corresponds to what: a renamed table appears as one that is dropped and one
  /// that is created. Apply renames first to see them as renames. The order is: what goes, what is
  /// altered, what comes; within each by name.
  package func changes(to target: Schema) -> [SchemaChange] {
    changes(to: target, noticingSpelling: true)
  }

  /// - Parameter noticingSpelling: whether what cannot be renamed, such as an index, goes and comes where
  ///   its name is spelled in another case.
  private func changes(to target: Schema, noticingSpelling: Bool) -> [SchemaChange] {
    let noticesCase = noticingSpelling && dialect == .sqlite
    let gone = objects(missingFrom: target, noticingCase: noticesCase)
    let come = target.objects(missingFrom: self, noticingCase: noticesCase)
    let altered = dialect.altersObjects ? gone.pairs(with: come) : []
    let replaced = Set(altered.map(\.old.reference))
    let dropped = gone.reversed().filter { !replaced.contains($0.reference) }
      .map(SchemaChange.dropObject)
    let created = come.filter { !replaced.contains($0.reference) }.map(SchemaChange.createObject)
    let tables = tableChanges(to: target, noticingCase: noticesCase)
    return dropped + tables.gone + tables.altered
      + altered.map { SchemaChange.alterObject(from: $0.old, to: $0.new) }
      + tables.new + created
  }

  /// Both lists are in the order of the names, so that one walk finds what corresponds.
  private func tableChanges(
    to target: Schema, noticingCase: Bool
  ) -> (gone: [SchemaChange], altered: [SchemaChange], new: [SchemaChange]) {
    var (gone, altered, new): ([SchemaChange], [SchemaChange], [SchemaChange]) = ([], [], [])
    var next = target.tables.startIndex
    for table in tables {
      while next < target.tables.endIndex, target.tables[next].name < table.name {
        new.append(.createTable(target.tables[next]))
        next += 1
      }
      if next < target.tables.endIndex, target.tables[next].name == table.name {
        altered += table.respellings(to: target.tables[next])
        altered += table.changes(to: target.tables[next])
        if noticingCase { altered += table.indexRespellings(to: target.tables[next]) }
        next += 1
      } else {
        gone.append(.dropTable(table))
      }
    }
    return (gone, altered, new + target.tables[next...].map(SchemaChange.createTable))
  }

  /// The changes to another schema that a statement could tell.
  package func substantialChanges(to target: Schema) -> [SchemaChange] {
    changes(to: target, noticingSpelling: false)
      .filter { !$0.isCosmetic(in: dialect) && !$0.isRespelling }
  }

  /// The changes to another schema that a program could tell: one that reads rows by the names of
  /// columns knows their case too.
  package func noticeableChanges(to target: Schema) -> [SchemaChange] {
    changes(to: target).filter { !$0.isCosmetic(in: dialect) }
  }

  private func objects(missingFrom other: Schema, noticingCase: Bool) -> [SchemaObject] {
    let present = Set(other.objects)
    return objects.filter { object in
      guard let place = present.firstIndex(of: object) else { return true }
      return noticingCase && present[place].name.isSpelled(otherwiseThan: object.name)
    }
  }
}

extension [SchemaObject] {
  /// The objects that another list has too, by kind and name.
  fileprivate func pairs(with others: [SchemaObject]) -> [(old: SchemaObject, new: SchemaObject)] {
    let others = Dictionary(others.map { ($0.reference, $0) }) { first, _ in first }
    return compactMap { old in others[old.reference].map { (old, $0) } }
  }
}

extension Table {
  /// What must change in this table so that it becomes another of the same name.
  package func changes(to target: Table) -> [SchemaChange] {
    guard self != target else { return [] }
    return indexes(missingFrom: target).map { .dropIndex($0, table: name) }
      + constraintChanges(to: target)
      + columnChanges(to: target)
      + optionChanges(to: target)
      + target.indexes(missingFrom: self).map { .createIndex($0, table: name) }
  }

  /// The names that are spelled in another case.
  fileprivate func respellings(to target: Table) -> [SchemaChange] {
    (name.isSpelled(otherwiseThan: target.name)
      ? [.renameTable(from: name, to: target.name)] : [])
      + columns.compactMap { column in
        guard let other = target.column(named: column.name),
          column.name.isSpelled(otherwiseThan: other.name)
        else { return nil }
        return .renameColumn(from: column.name, to: other.name, table: target.name)
      }
  }

  /// The indexes whose names are spelled in another case.
  fileprivate func indexRespellings(to target: Table) -> [SchemaChange] {
    indexes.flatMap { index -> [SchemaChange] in
      guard let other = target.indexes.first(where: { $0 == index }),
        index.name.isSpelled(otherwiseThan: other.name)
      else { return [] }
      return [.dropIndex(index, table: name), .createIndex(other, table: name)]
    }
  }

  private func indexes(missingFrom other: Table) -> [Index] {
    indexes.filter { !other.indexes.contains($0) }
  }

  private func optionChanges(to target: Table) -> [SchemaChange] {
    (options == target.options
      ? [] : [.alterOptions(from: options, to: target.options, table: name)])
      + (attributes == target.attributes
        ? [] : [.alterAttributes(from: attributes, to: target.attributes, table: name)])
  }

  private func columnChanges(to target: Table) -> [SchemaChange] {
    var changes: [SchemaChange] = []
    for column in columns {
      if let other = target.column(named: column.name) {
        if column != other { changes.append(.alterColumn(from: column, to: other, table: name)) }
      } else {
        changes.append(.dropColumn(column, table: name))
      }
    }
    for column in target.columns where self.column(named: column.name) == nil {
      changes.append(.addColumn(column, table: name))
    }
    return changes + orderChange(to: target)
  }

  /// The order counts only among the columns that both have: one that is added comes last, unless
  /// the target puts it before one that was there.
  private func orderChange(to target: Table) -> [SchemaChange] {
    let kept = columns.map(\.name).filter { target.column(named: $0) != nil }
    let added = target.columns.map(\.name).filter { column(named: $0) == nil }
    let wanted = target.columns.map(\.name)
    return kept + added == wanted
      ? [] : [.reorderColumns(from: kept + added, to: wanted, table: name)]
  }

  /// Constraints are compared as a bag: first those equal in all, then those equal but for the name.
  private func constraintChanges(to target: Table) -> [SchemaChange] {
    var old = constraints
    var new = target.constraints
    removePairs(from: &old, and: &new) { $0 == $1 }
    var renamed: [SchemaChange] = []
    removePairs(from: &old, and: &new) { from, to in
      guard from.demandsSame(as: to) else { return false }
      renamed.append(.renameConstraint(from: from, to: to, table: name))
      return true
    }
    return old.map { .dropConstraint($0, table: name) } + renamed
      + new.map { .addConstraint($0, table: name) }
  }

  private func removePairs(
    from old: inout [Constraint], and new: inout [Constraint],
    where isPair: (Constraint, Constraint) -> Bool
  ) {
    old.removeAll { constraint in
      guard let match = new.firstIndex(where: { isPair(constraint, $0) }) else { return false }
      new.remove(at: match)
      return true
    }
  }
}
