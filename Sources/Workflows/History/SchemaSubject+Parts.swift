internal import SchemaModel

extension Schema {
  /// What a subject is made of; nothing where the schema does not have it.
  func parts(of subject: SchemaSubject) -> [PlacedPart] {
    if let table = table(named: subject.table) {
      let objects = subject.column == nil ? objects(on: table.name) : []
      return (table.parts(of: subject.column) + objects)
        .map { PlacedPart(table: table.name, part: $0) }
    }
    guard subject.column == nil else { return [] }
    return objects.filter { $0.isCalled(subject.table) }.flatMap { object in
      ([.object(object)] + objects(on: object.name))
        .map { PlacedPart(table: object.table ?? object.name, part: $0) }
    }
  }

  /// Triggers, policies and the like of a table or view.
  private func objects(on table: Name) -> [SchemaPart] {
    objects.filter { $0.table == table }.map(SchemaPart.object)
  }
}

extension SchemaObject {
  /// Whether a person may mean it by a name: of a routine without the types of its arguments too.
  fileprivate func isCalled(_ name: Name) -> Bool {
    self.name == name
      || self.name.namespace == name.namespace && self.name.spelling.hasPrefix(name.spelling + "(")
  }
}

extension Table {
  /// What the table is made of, or the part of it that a column has to do with.
  fileprivate func parts(of column: Name?) -> [SchemaPart] {
    let columns = columns.filter { column == nil || $0.name == column }
    guard column == nil || !columns.isEmpty else { return [] }
    let constraints = constraints.filter { constraint in
      column.map(constraint.rule.mentions) ?? true
    }
    let indexes = indexes.filter { index in column.map(index.mentions) ?? true }
    return (column == nil ? [.table] : []) + columns.map(SchemaPart.column)
      + constraints.map(SchemaPart.constraint)
      + indexes.map(SchemaPart.index)
  }
}
