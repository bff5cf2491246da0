extension SchemaObject.Kind {
  /// Whether an object of the kind can get another name and stay what it is, with its grants, its
  /// comment and the numbers that it has given.
  ///
  /// Those that are in no table's way by their names are functions and procedures. A range type keeps the
  /// name of its constructor, so that it does not become another's like.
  package var isRenamable: Bool {
    switch self {
    case .sequence, .view, .materializedView, .enumeration, .domain, .compositeType: true
    default: isRoutine
    }
  }

  /// Whether its name tells the types of the arguments too.
  package var isRoutine: Bool { self == .function || self == .procedure }
}

extension Schema {
  /// What a rename of a name can mean where it is no table; `nil` too where the dialect can only drop
  /// such objects and make them anew.
  package func renamableObject(named name: Name) -> SchemaObject? {
    guard dialect.altersObjects else { return nil }
    return objects.first { $0.kind.isRenamable && $0.name == name }
  }

  /// The columns of a table, or the attributes of a composite type; `nil` where there is neither.
  package func columns(of name: Name) -> [Column]? {
    if let table = table(named: name) { return table.columns }
    let object = renamableObject(named: name)
    return object?.kind == .compositeType ? object?.columns : nil
  }
}
