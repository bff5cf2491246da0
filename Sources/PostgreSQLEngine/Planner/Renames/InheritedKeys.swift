internal import Engine
internal import SchemaModel

/// The keys that partitions have from their parents, under names that they are to have no longer.
///
/// The server names the index of such a key after what the partition was called then. Nothing compares
/// that name, but another relation may want it, and a partition that is renamed takes it along.
struct InheritedKeys {
  private(set) var statements: [Statement] = []

  /// The names of the relations that the target has, and of those of the base but for the keys.
  private let relations: Set<Name>
  /// What the keys are called now, by their names in the base.
  private var current: [Name: Name]

  /// - Parameters:
  ///   - wanted: the names of the target's relations.
  ///   - taken: those of the base's, without the keys in question.
  init(from base: Schema, to target: Schema, wanted: Set<Name>, taken: Set<Name>) {
    let keys = base.inheritedKeys
    let names = keys.map(\.relation).filter { !taken.contains($0) }.sorted()
    let successors = Self.successors(of: keys, in: base, among: target.inheritedKeys, of: target)
    relations = wanted.union(taken)
    current = Dictionary(names.map { ($0, $0) }) { first, _ in first }
    let claimed = wanted.union(successors.values)
    take(successors, names)
    for name in names where current[name] == name && claimed.contains(name) {
      rename(name, to: numbered(name))
    }
    take(successors, names)
  }

  /// Gives the keys those new names that are free.
  private mutating func take(_ successors: [Name: Name], _ names: [Name]) {
    for name in names {
      guard let successor = successors[name], isFree(successor) else { continue }
      rename(name, to: successor)
    }
  }

  private func isFree(_ name: Name) -> Bool {
    !relations.contains(name) && !current.values.contains(name)
  }

  private mutating func rename(_ key: Name, to name: Name) {
    let old = current.updateValue(name, forKey: key) ?? key
    statements.append(
      Statement("ALTER INDEX IF EXISTS \(old.sql) RENAME TO \(name.identifier)"))
  }

  /// The new names of keys of partitions by the old ones, where a partition has one of the same parent's.
  private static func successors(
    of old: [ObjectReference], in base: Schema, among new: [ObjectReference], of target: Schema
  ) -> [Name: Name] {
    let kept = Set(old).intersection(new)
    let origins = Dictionary(grouping: new.filter { !kept.contains($0) }) {
      KeyOrigin($0, in: target)
    }
    let pairs = Dictionary(grouping: old.filter { !kept.contains($0) }) { KeyOrigin($0, in: base) }
      .compactMap { origin, keys -> (Name, Name)? in
        guard keys.count == 1, let others = origins[origin], others.count == 1 else { return nil }
        return (keys[0].relation, others[0].relation)
      }
    return Dictionary(pairs) { first, _ in first }
  }

  /// What the server calls a key whose name is taken.
  private func numbered(_ name: Name) -> Name {
    var number = 0
    var other = name
    repeat {
      number += 1
      let digits = String(number)
      let room = ChosenName.limit - digits.utf8.count
      other = name.sibling(name.spelling.prefix(bytes: room) + digits)
    } while !isFree(other)
    return other
  }
}

/// Whose key a partition has.
private struct KeyOrigin: Hashable {
  let table: Name?
  let parents: Set<ObjectReference>

  init(_ key: ObjectReference, in schema: Schema) {
    table = key.table
    parents = schema.dependencies[key, default: []].filter {
      $0.kind == .constraint && $0.table != key.table
    }
  }
}

extension Schema {
  fileprivate var inheritedKeys: [ObjectReference] {
    constraintsOfServer.filter { reference in
      reference.table.flatMap(table)?.attributes[.partitionOf] != nil
        && !isOfForeignKey(reference)
    }
  }

  /// Whether the server has made a constraint for a foreign key, and no index with it.
  private func isOfForeignKey(_ copy: ObjectReference) -> Bool {
    dependencies[copy, default: []].contains { origin in
      guard origin != copy, origin.kind == .constraint, let table = origin.table.flatMap(table)
      else { return false }
      guard let constraint = table.constraints.first(where: { $0.name == origin.name }) else {
        return isOfForeignKey(origin)
      }
      if case .foreignKey = constraint.rule { return true } else { return false }
    }
  }

  /// The constraints that the server has made for others, and that are no table's own: what
  /// partitions have of their parents' keys, and of a key that refers to a partitioned table one for
  /// each partition.
  var constraintsOfServer: [ObjectReference] {
    dependencies.keys.filter { reference in
      guard reference.kind == .constraint, let table = reference.table.flatMap(table) else {
        return false
      }
      return !table.constraints.contains { $0.name == reference.name }
    }
  }
}

extension ObjectReference {
  /// What the index of a constraint is called.
  var relation: Name { table?.sibling(name.spelling) ?? name }
}
