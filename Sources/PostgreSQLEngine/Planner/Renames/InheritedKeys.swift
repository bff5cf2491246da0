internal import Engine
internal import SchemaModel

/// The keys that partitions have from their parents, under names that something else is to have.
///
/// The server names the index of such a key after what the partition was called then, and nothing
/// compares that name.
struct InheritedKeys {
  private(set) var statements: [Statement] = []

  /// - Parameters:
  ///   - wanted: the names of the target's relations.
  ///   - taken: those of the base's, without the keys in question.
  init(in base: Schema, wanted: Set<Name>, taken: Set<Name>) {
    let keys = base.constraintsOfServer.filter { reference in
      reference.table.flatMap(base.table)?.attributes[.partitionOf] != nil
    }.map(\.relation)
    var names = wanted.union(taken).union(keys)
    for key in keys.sorted() where wanted.contains(key) && !taken.contains(key) {
      let other = Self.numbered(key, besides: names)
      names.insert(other)
      statements.append(
        Statement("ALTER INDEX IF EXISTS \(key.sql) RENAME TO \(other.identifier)"))
    }
  }

  /// What the server calls a key whose name is taken.
  private static func numbered(_ name: Name, besides names: Set<Name>) -> Name {
    var number = 0
    var other = name
    repeat {
      number += 1
      let digits = String(number)
      let room = ChosenName.limit - digits.utf8.count
      other = name.sibling(name.spelling.prefix(bytes: room) + digits)
    } while names.contains(other)
    return other
  }
}

extension Schema {
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
