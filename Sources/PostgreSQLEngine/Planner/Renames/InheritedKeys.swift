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
    for reference in base.dependencies.keys.sorted(by: { $0.name < $1.name }) {
      guard reference.kind == .constraint, let table = reference.table,
        let partition = base.table(named: table), partition.attributes[.partitionOf] != nil,
        !partition.constraints.contains(where: { $0.name == reference.name })
      else { continue }
      let index = table.sibling(reference.name.spelling)
      guard wanted.contains(index), !taken.contains(index) else { continue }
      let aside = table.sibling("_migrate_\(reference.name.spelling)")
      statements.append(
        Statement("ALTER INDEX IF EXISTS \(index.sql) RENAME TO \(aside.identifier)"))
    }
  }
}
