internal import SchemaModel

extension Fates {
  /// The default privileges that give to what is made here: they are out of force meanwhile, so that
  /// new things have just the grants that they are given.
  var defaultPrivilegesInTheWay: [FactID] {
    let defaults = base.facts.values.filter { fact in
      fact.object?.kind == .defaultPrivileges
        && (self[fact.id] == .keep || self[fact.id] == .change)
    }
    guard !defaults.isEmpty else { return [] }
    let made = target.facts.values.filter { self[$0.id].isMade }
    return defaults.map(\.id).filter { id in
      made.contains { DefaultPrivilegesScope(id.part.name).covers($0.id.part) }
    }
  }
}

/// What default privileges are for, by their name: `tables in schema app for role x`.
private struct DefaultPrivilegesScope {
  private let kind: Substring
  private let schema: Substring?

  init(_ name: Name) {
    let words = name.spelling.split(separator: " ")
    kind = words.first ?? ""
    schema = words.count > 3 && words[1...2] == ["in", "schema"] ? words[3] : nil
  }

  func covers(_ part: ObjectReference) -> Bool {
    guard kind == Self.keyword(of: part.kind) else { return false }
    return schema.map { $0 == (part.name.namespace ?? "public").sqlIdentifier } ?? true
  }

  private static func keyword(of kind: ObjectReference.Kind) -> Substring? {
    switch kind {
    case .table, .object(.view), .object(.materializedView): "tables"
    case .object(.sequence): "sequences"
    case .object(.function), .object(.procedure), .object(.aggregate): "functions"
    case .object(.namespace): "schemas"
    default: kind.isType ? "types" : nil
    }
  }
}
