internal import Engine
internal import ModelProviders
internal import SchemaModel

/// The snapshots of one dialect that `prepare` compares.
struct PrepareSides {
  let engine: any Engine
  /// What production has.
  private(set) var base: Schema
  /// What the revisions lead to.
  private(set) var head: Schema
  /// A database that the revisions have run in.
  let headTemplate: ScratchTemplate?
  let target: SnapshotBuilder.Models
  let stubs: [String]
  /// How the models of the last release were read.
  let notesAtBase: [ModelNote]
  let unmigratedAtBase: [SchemaChange]
  let lacksModelsAtBase: Bool
  private(set) var renames: [Rename] = []

  /// The sides where what the models declare is deployed already.
  var adopted: PrepareSides {
    var sides = self
    sides.base = target.schema
    sides.head = target.schema
    return sides
  }

  /// Takes the renames that have not been made already.
  mutating func take(_ requests: [RenameRequest]) {
    renames = requests.map { $0.rename(in: head) }.applying(to: head).filter { rename in
      rename.evidence != .spelling || rename.isComplete(in: target.schema)
    }
  }
}

extension Schema {
  /// The changes to another schema with the renames among them named as such, for people to read.
  func changesForPeople(to target: Schema, renames: [Rename], _ engine: any Engine)
    -> [SchemaChange]
  {
    // Without renames a plan says no more than the difference.
    guard !renames.isEmpty,
      let plan = try? engine.plan(
        from: self, to: target, renames: renames.applying(to: self),
        options: PlanOptions())
    else { return changes(to: target) }
    return plan.changes
  }
}
