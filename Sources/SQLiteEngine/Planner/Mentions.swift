internal import SchemaModel

/// Where a column is mentioned.
struct Mentions {
  private let name: Name

  init(of name: Name) { self.name = name }

  func areIn(_ expression: Expression) -> Bool {
    Tokenizer.tokens(of: expression.spelling).contains { $0.canBeName && $0.name == name }
  }

  func areIn(_ index: Index) -> Bool {
    index.elements.contains { areIn($0.expression) } || (index.predicate.map(areIn) ?? false)
  }

  func areIn(_ rule: Constraint.Rule) -> Bool {
    switch rule {
    case .primaryKey(let key): key.columns.contains { $0.name == name }
    case .unique(let unique): unique.columns.contains { $0.name == name }
    case .foreignKey(let key): key.columns.contains(name)
    case .check(let check): areIn(check.expression)
    case .exclusion: false
    }
  }
}
