internal import Engine
internal import SchemaModel

/// Constraints, indexes and sequences that are in both schemas under different names.
///
/// They are renamed at the start; the rest of the plan leads from what that yields.
struct Likeness {
  /// The schema after the statements.
  private(set) var schema: Schema
  private(set) var statements: [Statement] = []

  private let target: Schema
  private var taken: Set<Name>
  private var newReferences: [ObjectReference: ObjectReference] = [:]

  init(from base: Schema, to target: Schema) {
    schema = base
    self.target = target
    taken = Set(base.relationNames)
    statements =
      InheritedKeys(
        in: base, wanted: Set(target.relationNames), taken: taken
      ).statements
    schema = Schema(
      dialect: base.dialect, tables: base.tables.map { renamed($0) }, objects: base.objects,
      dependencies: [:])
    for object in base.objects where object.kind == .sequence { rename(object) }
    renameWhatDescribes(base.dependencies)
    schema.dependencies = renamedDependencies(base.dependencies)
  }

  /// Comments and grants are told by the names of what they are on.
  private mutating func renameWhatDescribes(
    _ dependencies: [ObjectReference: Set<ObjectReference>]
  ) {
    guard !newReferences.isEmpty else { return }
    schema.objects = schema.objects.map { object in
      guard [.comment, .privileges, .owner].contains(object.kind),
        let old = dependencies[object.reference]?.first(where: { newReferences[$0] != nil }),
        let new = newReferences[old]
      else { return object }
      let described = object.calling(old.name, by: new.name)
      newReferences[object.reference] = described.reference
      return described
    }
  }

  // MARK: Parts of tables

  private mutating func renamed(_ table: Table) -> Table {
    guard let other = target.table(named: table.name), table != other else { return table }
    var table = table
    for change in table.changes(to: other) {
      guard case .renameConstraint(let from, let to, _) = change,
        let place = table.constraints.firstIndex(of: from)
      else { continue }
      if rename(from, to: to, of: table) { table.constraints[place] = to }
    }
    let gone = table.indexes.filter { index in !other.indexes.contains { $0.name == index.name } }
    var new = other.indexes.filter { index in !table.indexes.contains { $0.name == index.name } }
    for index in gone {
      guard let match = new.firstIndex(where: { $0.isLike(index) }),
        !taken.contains(new[match].name),
        let place = table.indexes.firstIndex(of: index)
      else { continue }
      table.indexes[place] = rename(index, to: new.remove(at: match), of: table)
    }
    return table
  }

  private mutating func rename(_ old: Constraint, to new: Constraint, of table: Table) -> Bool {
    guard let from = old.name, let to = new.name else { return false }
    let index = table.name.sibling(to.spelling)
    guard !table.constraints.contains(where: { $0.name == to }),
      !old.rule.hasIndex || !taken.contains(index)
    else { return false }
    if old.rule.hasIndex { taken.insert(index) }
    statements.append(
      Statement("ALTER TABLE \(table.name.sql) RENAME CONSTRAINT \(from.sql) TO \(to.sql)"))
    newReferences[ObjectReference(.constraint, from, of: table.name)] =
      ObjectReference(.constraint, to, of: table.name)
    return true
  }

  private mutating func rename(_ old: Index, to new: Index, of table: Table) -> Index {
    taken.insert(new.name)
    statements.append(
      Statement("ALTER INDEX \(old.name.sql) RENAME TO \(new.name.identifier)"))
    newReferences[ObjectReference(.index, old.name, of: table.name)] =
      ObjectReference(.index, new.name, of: table.name)
    var index = new
    index.attributes = old.attributes
    return index
  }

  // MARK: Sequences

  /// A sequence that belongs to the same column under both names.
  private mutating func rename(_ old: SchemaObject) {
    guard let owner = old.attributes[.ownedBy],
      !target.objects.contains(where: { $0.reference == old.reference }),
      let new = target.objects.first(where: {
        $0.kind == .sequence && $0.attributes[.ownedBy] == owner
          && $0.name.namespace == old.name.namespace
      }), !taken.contains(new.name), let place = schema.objects.firstIndex(of: old)
    else { return }
    taken.insert(new.name)
    statements.append(
      Statement("ALTER SEQUENCE \(old.name.sql) RENAME TO \(new.name.identifier)"))
    schema.objects[place].name = new.name
    newReferences[old.reference] = new.reference
    schema = Schema(
      dialect: schema.dialect,
      tables: schema.tables.map { $0.calling(old.name, by: new.name) }, objects: schema.objects)
  }

  private func renamedDependencies(
    _ dependencies: [ObjectReference: Set<ObjectReference>]
  ) -> [ObjectReference: Set<ObjectReference>] {
    guard !newReferences.isEmpty else { return dependencies }
    var result: [ObjectReference: Set<ObjectReference>] = [:]
    for (part, needs) in dependencies {
      result[newReferences[part] ?? part] = Set(needs.map { newReferences[$0] ?? $0 })
    }
    return result
  }
}

extension Schema {
  fileprivate var relationNames: [Name] {
    let kinds: Set<SchemaObject.Kind> = [
      .view, .materializedView, .sequence, .compositeType, .viewIndex,
    ]
    return tables.flatMap(\.relationNames) + objects.filter { kinds.contains($0.kind) }.map(\.name)
  }
}

extension Table {
  /// The table, its indexes and its sequences.
  fileprivate var relationNames: [Name] {
    let keys = constraints.filter(\.rule.hasIndex).compactMap(\.name).map {
      name.sibling($0.spelling)
    }
    let identities = columns.filter { $0.attributes[.identity] != nil }
    return [name] + indexes.map(\.name) + keys + identities.map { $0.identitySequence(in: name) }
  }
}

extension Index {
  /// Whether nothing but the name differs.
  fileprivate func isLike(_ other: Index) -> Bool {
    isUnique == other.isUnique && elements == other.elements && predicate == other.predicate
      && attributes == other.attributes && name.namespace == other.name.namespace
      && definitionWithoutName == other.definitionWithoutName
  }
}

extension SchemaObject {
  /// The object with another name for what it describes.
  fileprivate func calling(_ old: Name, by new: Name) -> SchemaObject {
    func renamed(_ text: String) -> String {
      SQLWords.replacing(old.identifier, by: new.identifier, in: text)
    }
    var object = self
    object.name = name.sibling(renamed(name.spelling))
    object.declaration = renamed(declaration)
    object.removal = removal.map(renamed)
    return object
  }
}

extension Table {
  /// The table with defaults that call a sequence by its new name.
  fileprivate func calling(_ old: Name, by new: Name) -> Table {
    let from = "nextval(\(old.sql.sqlLiteral)::regclass)"
    let to = "nextval(\(new.sql.sqlLiteral)::regclass)"
    var table = self
    for place in columns.indices where columns[place].defaultValue?.spelling == from {
      table.columns[place].defaultValue = Expression(to, key: to)
    }
    return table
  }
}
