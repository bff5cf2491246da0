internal import Engine
internal import SchemaModel

/// Sequences that number the rows of the same column under other names: their numbers stay with the
/// column, also where tables have exchanged their names.
struct SequenceRenames {
  /// By the old names.
  private(set) var names: [Name: Name] = [:]
  private(set) var statements: [Statement] = []

  /// - Parameters:
  ///   - base: the schema with its tables as they are called in the target.
  ///   - taken: the names of the base's relations.
  init(from base: Schema, to target: Schema, taken: Set<Name>) {
    var pairs = Self.ownedSequences(base, target) + Self.identitySequences(base, target, taken)
    var count = -1
    while count != pairs.count {
      count = pairs.count
      let freed = Set(pairs.map(\.old))
      pairs.removeAll { taken.contains($0.new) && !freed.contains($0.new) }
    }
    names = Dictionary(pairs.map { ($0.old, $0.new) }) { first, _ in first }
    let order = RenameOrder(
      pairs.map { ($0.old, $0.new) }, in: [], taken: taken, dialect: .postgresql)
    statements = order.steps().map { from, to in
      Statement("ALTER SEQUENCE \(from.sql) RENAME TO \(to.identifier)")
    }
  }

  private typealias Pair = (old: Name, new: Name)

  private static func ownedSequences(_ base: Schema, _ target: Schema) -> [Pair] {
    func owned(_ schema: Schema) -> [(owner: String, name: Name)] {
      schema.objects.filter { $0.kind == .sequence }.compactMap { sequence in
        sequence.attributes[.ownedBy].map { ($0, sequence.name) }
      }
    }
    let wanted = owned(target)
    return owned(base).compactMap { owner, name in
      let others = wanted.filter { $0.owner == owner && $0.name.namespace == name.namespace }
      guard let other = others.first, !others.contains(where: { $0.name == name }) else {
        return nil
      }
      return (name, other.name)
    }
  }

  /// Those whose name another one has until then; the others are renamed with their columns.
  private static func identitySequences(
    _ base: Schema, _ target: Schema, _ taken: Set<Name>
  ) -> [Pair] {
    base.tables.flatMap { table in
      table.columns.compactMap { column -> Pair? in
        guard column.isIdentity,
          let other = target.table(named: table.name)?.column(named: column.name), other.isIdentity
        else { return nil }
        let (old, new) = (
          column.identitySequence(in: table.name), other.identitySequence(in: table.name)
        )
        return old != new && taken.contains(new) ? (old, new) : nil
      }
    }
  }

  // MARK: What names them

  func renamed(_ object: SchemaObject) -> SchemaObject {
    guard object.kind == .sequence, let name = names[object.name] else { return object }
    var object = object
    object.name = name
    return object
  }

  func renamed(_ table: Table) -> Table {
    var table = table
    for place in table.columns.indices {
      let column = table.columns[place]
      if let value = column.defaultValue.flatMap(renamedCall) {
        table.columns[place].defaultValue = Expression(value, key: value)
      }
      if column.isIdentity, let name = names[column.identitySequence(in: table.name)] {
        table.columns[place].call(identitySequence: name, in: table.name)
      }
    }
    return table
  }

  private func renamedCall(_ value: Expression) -> String? {
    names.first { value.spelling == Self.call($0.key) }.map { Self.call($0.value) }
  }

  private static func call(_ sequence: Name) -> String {
    "nextval(\(sequence.sql.sqlLiteral)::regclass)"
  }
}
