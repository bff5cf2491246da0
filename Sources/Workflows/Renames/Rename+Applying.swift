internal import SchemaModel

extension [Rename] {
  /// Those that can be made together: each old name is there, and each new one is free or becomes so
  /// by another of them, as where names are exchanged.
  func applying(to schema: Schema) -> [Rename] {
    var rest = self
    while true {
      let applying = rest.filter { $0.applies(to: schema, among: rest) }
      guard applying.count < rest.count else { return rest }
      rest = applying
    }
  }
}

extension Rename {
  /// Whether the old name is there, and the new one is not or becomes free: another that has it goes,
  /// where a person or the history says so.
  ///
  /// - Parameter renames: all that are made together, this one among them. A name that changes in its
  ///   case only makes room for itself; routines do not exchange their names.
  func applies(to schema: Schema, among renames: [Rename] = []) -> Bool {
    guard let old = schema.name(of: column, in: table), old.becomesAnother(newName) else {
      return false
    }
    let isTaken =
      column == nil ? schema.has(nil, of: newName) : schema.has(newName, of: table)
    guard isTaken else { return true }
    let object = schema.renamableObject(named: table)
    if column == nil, object?.kind.isRoutine ?? false { return false }
    return renames.contains { $0.frees(newName, of: self) }
      || evidence.isFirm && (column == nil || object == nil)
  }

  /// Whether the rename takes away a name that another gives.
  private func frees(_ newName: Name, of other: Rename) -> Bool {
    guard let column else { return other.column == nil && table == newName }
    return other.column != nil && other.table == table && column == newName
  }

  /// Whether what was renamed is there under its new name, in whatever table.
  func isComplete(in schema: Schema) -> Bool {
    column == nil
      ? schema.has(nil, of: newName)
      : schema.tables.contains { $0.column(named: newName) != nil }
        || schema.objects.contains { $0.hasMember(newName) }
  }
}

extension Rename.Evidence {
  /// Whether a person or a commit tells of it.
  fileprivate var isFirm: Bool {
    switch self {
    case .option, .trailer, .history: true
    case .uncommitted, .spelling: false
    }
  }
}

extension Schema {
  /// Whether there is a table or other object, or a column, label or attribute of what is called so.
  func has(_ member: Name?, of name: Name) -> Bool { self.name(of: member, in: name) != nil }

  /// The name as it is declared: of a table or other object, or of a member of what is called so.
  fileprivate func name(of member: Name?, in name: Name) -> Name? {
    guard let member else { return table(named: name)?.name ?? renamableObject(named: name)?.name }
    if let column = table(named: name)?.column(named: member) { return column.name }
    return renamableObject(named: name)?.hasMember(member) == true ? member : nil
  }
}

extension SchemaObject {
  /// Whether it is a type that has a label or an attribute of that name.
  fileprivate func hasMember(_ name: Name) -> Bool {
    labels.contains(name.spelling)
      || kind == .compositeType && columns.contains { $0.name == name }
  }
}

extension Name {
  fileprivate func becomesAnother(_ name: Name) -> Bool {
    self != name || isSpelled(otherwiseThan: name)
  }
}
