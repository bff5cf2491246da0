internal import Engine
internal import SchemaModel

/// A change that `ALTER TABLE` makes exactly.
///
/// The conditions are those of <https://www.sqlite.org/lang_altertable.html>, kept a little tighter
/// where its wording leaves room.
struct TableAlteration {
  let from: Table
  let to: Table
  /// The changes that must be made; those of indexes are left out.
  let changes: [SchemaChange]
  let notes: TableNotes

  /// - Returns: `nil` where `ALTER TABLE` cannot do it.
  func plan() -> TablePlan? {
    guard let declaration = try? TableDeclarationParser.parse(to.declaration) else { return nil }
    let added = declaration.columns.filter { from.column(named: $0.name) == nil }
    let dropped = from.columns.filter { to.column(named: $0.name) == nil }
    guard coversAllChanges(adding: added), added.allSatisfy(canAdd), dropped.allSatisfy(canDrop),
      keepsColumn
    else { return nil }
    let drops = dropped.map { column in
      Statement(
        "ALTER TABLE \(to.name.sql) DROP COLUMN \(column.name.sql)",
        losing: notes.drop(of: column, from: to.name))
    }
    let additions = added.map { column in
      Statement("ALTER TABLE \(to.name.sql) ADD COLUMN \(TidyText.of(column.text))")
    }
    return TablePlan(
      name: to.name, statements: drops + additions, method: .alter(dropsColumns: !drops.isEmpty),
      suspendsForeignKeys: added.contains { $0.hasReference && $0.defaultValue != nil })
  }

  /// Whether there are no changes but columns that go, columns that come, and what comes with them.
  private func coversAllChanges(adding added: [ColumnDeclaration]) -> Bool {
    var brought = added.flatMap(\.constraints).map(\.rule.withoutParentColumns)
    return changes.allSatisfy { change in
      switch change {
      case .addColumn, .dropColumn: return true
      case .addConstraint(let constraint, _):
        guard let index = brought.firstIndex(of: constraint.rule.withoutParentColumns) else {
          return false
        }
        brought.remove(at: index)
        return true
      default: return false
      }
    }
  }

  /// A table must hold one column with values of its own at all times.
  private var keepsColumn: Bool {
    from.columns.contains { $0.generation == nil && to.column(named: $0.name) != nil }
  }

  private func canAdd(_ column: ColumnDeclaration) -> Bool {
    if let generation = column.generation {
      return !generation.isStored && column.constraints.isEmpty
    }
    let isNullable = to.column(named: column.name)?.isNullable ?? true
    return column.hasConstantDefault && (isNullable || column.defaultValue != nil)
      && column.constraints.allSatisfy { constraint in
        switch constraint.rule {
        case .primaryKey, .unique, .exclusion: false
        case .check, .foreignKey: true
        }
      }
  }

  private func canDrop(_ column: Column) -> Bool {
    let mentions = Mentions(of: column.name)
    return !from.constraints.contains { mentions.areIn($0.rule) }
      && !to.indexes.contains { index in from.indexes.contains(index) && mentions.areIn(index) }
      && !from.columns.contains { other in
        other.generation.map { mentions.areIn($0.expression) } ?? false
      }
  }
}

extension ColumnDeclaration {
  fileprivate var hasReference: Bool {
    constraints.contains { if case .foreignKey = $0.rule { true } else { false } }
  }
}
