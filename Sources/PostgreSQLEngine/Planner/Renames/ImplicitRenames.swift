internal import Engine
internal import SchemaModel

/// Constraints, indexes and sequences that are in both schemas under different names.
///
/// They are renamed at the start; the rest of the plan leads from what that yields.
struct ImplicitRenames {
  /// The schema after the statements.
  private(set) var schema: Schema
  private(set) var statements: [Statement] = []

  private let constraintsOfServer: Set<ObjectReference>
  private let target: Schema
  private var tables: [Table]
  private var taken: Set<Name>
  private var newReferences: [ObjectReference: ObjectReference] = [:]
  /// By what they are called now, the indexes that have made room.
  private var displaced: [ObjectReference: ObjectReference] = [:]

  init(from base: Schema, to target: Schema) {
    schema = base
    constraintsOfServer = Set(base.constraintsOfServer)
    self.target = target
    tables = base.tables
    taken = Set(base.relationNames)
    statements =
      InheritedKeys(
        from: base, to: target, wanted: Set(target.relationNames), taken: taken
      ).statements
    renameParts()
    schema = Schema(
      dialect: base.dialect, tables: tables, objects: base.objects, dependencies: [:])
    renameSequences()
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

  /// Parents come first: the names of their indexes are in what their partitions' say.
  private mutating func renameParts() {
    var generation = Set(tables.indices.filter { tables[$0].attributes[.partitionOf] == nil })
    var rest = Set(tables.indices).subtracting(generation)
    while !generation.isEmpty {
      for place in generation.sorted() { renameParts(at: place) }
      let names = Set(generation.map { tables[$0].name.sql })
      generation = rest.filter { tables[$0].attributes[.partitionOf].map(names.contains) ?? false }
      rest.subtract(generation)
    }
  }

  private mutating func renameParts(at place: Int) {
    let table = tables[place]
    guard let other = target.table(named: table.name), table != other else { return }
    for change in table.changes(to: other) {
      guard case .renameConstraint(let from, let to, _) = change,
        let constraint = table.constraints.firstIndex(of: from)
      else { continue }
      if rename(from, to: to, of: tables[place]) {
        tables[place].constraints[constraint] = to
      }
    }
    renameIndexes(at: place, to: other)
  }

  /// Those come first whose new names are free.
  private mutating func renameIndexes(at place: Int, to other: Table) {
    let old = tables[place].indexes
    let names = Set(old.map(\.name))
    var new = other.indexes.filter { !names.contains($0.name) }
    var pairs: [(index: Int, new: Index)] = []
    for index in old.indices where !other.indexes.contains(where: { $0.name == old[index].name }) {
      guard let match = new.firstIndex(where: { $0.isLike(old[index]) }) else { continue }
      pairs.append((index, new.remove(at: match)))
    }
    let isFree = pairs.map { !taken.contains($0.new.name) }
    let sorted = zip(pairs, isFree).filter(\.1) + zip(pairs, isFree).filter { !$0.1 }
    for (pair, _) in sorted where makeRoom(for: pair.new.name) {
      let table = tables[place]
      tables[place].indexes[pair.index] = rename(
        table.indexes[pair.index], to: pair.new, of: table)
    }
  }

  /// Renames an index that has the name, and loses it anyway.
  ///
  /// - Returns: whether the name is free.
  private mutating func makeRoom(for name: Name) -> Bool {
    guard taken.contains(name) else { return true }
    for place in tables.indices {
      let table = tables[place]
      guard let index = table.indexes.firstIndex(where: { $0.name == name }) else { continue }
      let aside = name.detour(besides: taken, in: .postgresql)
      tables[place].indexes[index] = rename(
        table.indexes[index], to: table.indexes[index].called(aside), of: table)
      displaced[ObjectReference(.index, aside, of: table.name)] =
        ObjectReference(.index, name, of: table.name)
      return true
    }
    return false
  }

  private mutating func rename(_ old: Constraint, to new: Constraint, of table: Table) -> Bool {
    guard let from = old.name, let to = new.name else { return false }
    let index = table.name.sibling(to.spelling)
    guard !constraintsOfServer.contains(ObjectReference(.constraint, to, of: table.name)),
      !table.constraints.contains(where: { $0.name == to }),
      !old.rule.hasIndex || !taken.contains(index),
      // The server takes what such a table has for the type's, but for its indexes.
      old.rule.hasIndex || table.attributes[.ofType] == nil
    else { return false }
    if old.rule.hasIndex { taken.insert(index) }
    let sql =
      table.attributes[.ofType] == nil
      ? "ALTER TABLE \(table.name.sql) RENAME CONSTRAINT \(from.sql) TO \(to.sql)"
      : "ALTER INDEX \(table.name.sibling(from.spelling).sql) RENAME TO \(to.sql)"
    statements.append(Statement(sql))
    newReferences[ObjectReference(.constraint, from, of: table.name)] =
      ObjectReference(.constraint, to, of: table.name)
    return true
  }

  private mutating func rename(_ old: Index, to new: Index, of table: Table) -> Index {
    taken.insert(new.name)
    taken.remove(old.name)
    statements.append(
      Statement("ALTER INDEX \(old.name.sql) RENAME TO \(new.name.identifier)"))
    let reference = ObjectReference(.index, old.name, of: table.name)
    let original = displaced.removeValue(forKey: reference) ?? reference
    newReferences[original] = ObjectReference(.index, new.name, of: table.name)
    renameParent(old.name, to: new.name, inPartitionsOf: table)
    var index = new
    index.attributes = old.attributes
    return index
  }

  /// The indexes of partitions say which they belong to.
  private mutating func renameParent(_ old: Name, to new: Name, inPartitionsOf table: Table) {
    guard table.attributes[.partitionBy] != nil else { return }
    for place in tables.indices where tables[place].attributes[.partitionOf] == table.name.sql {
      for index in tables[place].indexes.indices
      where tables[place].indexes[index].isPart(of: old) {
        tables[place].indexes[index].attributes[.partitionOf] = new.sql
      }
    }
  }

  // MARK: Sequences

  private mutating func renameSequences() {
    let renames = SequenceRenames(from: schema, to: target, taken: taken)
    guard !renames.names.isEmpty else { return }
    statements += renames.statements
    for object in schema.objects where object.kind == .sequence {
      newReferences[object.reference] = renames.renamed(object).reference
    }
    schema = Schema(
      dialect: schema.dialect, tables: schema.tables.map(renames.renamed),
      objects: schema.objects.map(renames.renamed))
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
      guard old.namespace != new.namespace else {
        return SQLWords.replacing(old.identifier, by: new.identifier, in: text)
      }
      return old.namespace == nil
        ? SQLWords.replacing(old.identifier, by: new.sql, in: text)
        : text.replacing(old.sql, with: new.sql)
    }
    var object = self
    object.name = name.sibling(renamed(name.spelling))
    object.declaration = renamed(declaration)
    object.removal = removal.map(renamed)
    return object
  }
}
