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

  /// The values that the models have for columns that are new, or were nullable, and may not be NULL.
  var fillings: [ColumnPath: String] {
    var found: [ColumnPath: String] = [:]
    for case .filling(let column, let value) in target.notes {
      guard let path = ColumnPath(column), needsValue(path.reference(in: engine.dialect)) else {
        continue
      }
      found[path] = value
    }
    return found
  }

  private func needsValue(_ reference: ColumnReference) -> Bool {
    let column = target.schema.table(named: reference.table)?.column(named: reference.column)
    guard let column, !column.isNullable, column.defaultValue == nil,
      let table = head.table(named: reference.table)
    else { return false }
    return table.column(named: reference.column)?.isNullable ?? true
  }

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
