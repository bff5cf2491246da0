internal import SchemaModel

/// The composite types that have other attributes afterwards, the domains of another type, and those
/// that are made of such.
struct AlteredTypes {
  private var names: Set<String> = []

  init(from base: Schema, to target: Schema) {
    let others = Dictionary(target.objects.map { ($0.reference, $0) }) { first, _ in first }
    let types = base.objects.filter { $0.kind == .compositeType || $0.kind == .domain }
    names = Set(
      types.filter { type in others[type.reference].map(type.differs) ?? false }
        .map(\.name.description))
    var count = -1
    while count != names.count {
      count = names.count
      for type in types where type.parts.contains(where: contains) {
        names.insert(type.name.description)
      }
    }
  }

  /// Whether a value of the type, or of arrays of it, is one of an altered type.
  func contains(_ type: Expression) -> Bool {
    guard !names.isEmpty else { return false }
    let name = String(type.spelling.prefix { $0 != "[" }.filter { $0 != "\"" })
    return names.contains(name)
  }
}

extension SchemaObject {
  fileprivate func differs(from other: SchemaObject) -> Bool {
    columns != other.columns || attributes["type"] != other.attributes["type"]
  }

  /// The types that a type is made of.
  fileprivate var parts: [Expression] {
    columns.map(\.type) + (attributes["type"].map { [Expression($0, key: $0)] } ?? [])
  }
}
