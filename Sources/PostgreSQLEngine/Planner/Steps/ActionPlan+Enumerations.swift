internal import Engine
internal import SchemaModel

/// Enumeration types whose new labels the plan itself would use.
extension ActionPlan {
  /// A value that a transaction has added cannot be used before it ends: where the plan does so,
  /// the type is recreated instead.
  mutating func recreateEnumerationsUsedAtOnce() {
    var isSettled = false
    while !isSettled {
      isSettled = true
      for (id, action) in actions where action == .alter && id.part.kind == .object(.enumeration) {
        guard let old = base[id]?.object, let new = target[id]?.object else { continue }
        let added = Enumeration(new).labels.filter { !Enumeration(old).labels.contains($0) }
        guard options.rebuildsAlways || uses(added) else { continue }
        recreate(id)
        settle()
        isSettled = false
        break
      }
    }
  }

  private func uses(_ labels: [String]) -> Bool {
    let literals = labels.map(\.sqlLiteral)
    let texts = target.elements.values.filter { self[$0.id] != .keep }.compactMap(\.parsedText)
    let backfills = Array(options.backfills.values)
    return (texts + backfills).contains { text in literals.contains { text.contains($0) } }
  }
}

extension SchemaElement {
  /// The text of which the server evaluates or parses constants.
  fileprivate var parsedText: String? {
    switch content {
    case .columnDefault(let column, _): column.defaultValue?.spelling
    case .column(let column, _): column.generation?.expression.spelling
    case .constraint(let constraint, _): constraint.definition?.spelling
    case .index(let index, _): index.definition?.spelling ?? index.declaration
    case .attachment(let table): table.attributes[.bound]
    case .object(let object): object.kind.isParsed ? object.declaration : nil
    default: nil
    }
  }
}
