internal import SchemaModel

extension Schema {
  /// A type; where a domain is over texts or numbers, the type that it is over.
  func typeName(behind type: Expression) -> TypeName {
    let name = TypeName(type)
    guard let behind = domain(called: name.base)?.attributes[.type] else { return name }
    let other = typeName(behind: Expression(behind, key: behind))
    guard !other.isArray, [.text, .number].contains(other.family) else { return name }
    return name.isArray ? TypeName(other.text + "[]") : other
  }

  private func domain(called text: String) -> SchemaObject? {
    objects.first { $0.kind == .domain && [$0.name.typeSQL, $0.name.sql].contains(text) }
  }
}
