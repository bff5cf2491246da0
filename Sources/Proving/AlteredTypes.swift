internal import SchemaModel

/// The types that are something else afterwards, and those that are made of such: composite types and
/// tables with other columns, and domains of another type.
struct AlteredTypes {
  private var names: Set<String> = []

  init(from base: Schema, to target: Schema) {
    let others = Dictionary(
      Self.types(of: target).map { ($0.name, $0.parts) }, uniquingKeysWith: { first, _ in first })
    let types = Self.types(of: base)
    names = Set(
      types.filter { type in others[type.name].map { $0 != type.parts } ?? false }.map(\.name))
    var count = -1
    while count != names.count {
      count = names.count
      for type in types where type.parts.contains(where: { contains($0.type) }) {
        names.insert(type.name)
      }
    }
  }

  /// Whether a value of the type, or of arrays of it, is one of an altered type.
  func contains(_ type: Expression) -> Bool {
    guard !names.isEmpty else { return false }
    let name = String(type.spelling.prefix { $0 != "[" }.filter { $0 != "\"" })
    return names.contains(name)
  }

  private typealias MadeOf = (name: String, parts: [Part])

  /// What a type is made of.
  private struct Part: Hashable {
    var name: Name?
    var type: Expression
    var collation: Name?

    init(_ column: Column) {
      name = column.name
      type = column.type
      collation = column.collation
    }

    init(_ type: String) { self.type = Expression(type, key: type) }
  }

  private static func types(of schema: Schema) -> [MadeOf] {
    schema.objects.filter { $0.kind == .compositeType || $0.kind == .domain }.map { object in
      let base = object.attributes["type"].map { [Part($0)] } ?? []
      return (object.name.description, object.columns.map(Part.init) + base)
    } + schema.tables.map { ($0.name.description, $0.columns.map(Part.init)) }
  }
}
