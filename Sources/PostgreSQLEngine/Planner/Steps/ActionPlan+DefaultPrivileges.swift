internal import SchemaModel

extension ActionPlan {
  /// The default privileges that give to what is made here: they are out of force meanwhile, so that
  /// new things have just the grants that they are given.
  var defaultPrivilegesInTheWay: [ElementID] {
    let defaults = base.elements.values.filter { element in
      element.object?.kind == .defaultPrivileges
        && (self[element.id] == .keep || self[element.id] == .alter)
    }
    guard !defaults.isEmpty else { return [] }
    let made = target.elements.values.filter { self[$0.id].isCreated }
    return defaults.map(\.id).filter { id in
      made.contains { DefaultPrivilegesScope(id.part.name).covers($0.id.part) }
    }
  }
}

/// What default privileges are for, by their name: `FOR ROLE x IN SCHEMA app ON TABLES`.
private struct DefaultPrivilegesScope {
  private let kind: String
  private let schema: String?

  init(_ name: Name) {
    let title = name.spelling
    let on = title.ranges(of: " ON ").last
    kind = on.map { String(title[$0.upperBound...]) } ?? ""
    schema = title.ranges(of: " IN SCHEMA ").last.flatMap { start in
      on.map { String(title[start.upperBound..<$0.lowerBound]) }
    }
  }

  func covers(_ part: ObjectReference) -> Bool {
    guard kind == Self.keyword(of: part.kind) else { return false }
    return schema.map { $0 == (part.name.namespace ?? "public").sqlIdentifier } ?? true
  }

  private static func keyword(of kind: ObjectReference.Kind) -> String? {
    switch kind {
    case .table, .object(.view), .object(.materializedView): "TABLES"
    case .object(.sequence): "SEQUENCES"
    case .object(.function), .object(.procedure), .object(.aggregate): "FUNCTIONS"
    case .object(.namespace): "SCHEMAS"
    default: kind.isType ? "TYPES" : nil
    }
  }
}
