internal import SchemaModel

/// What a model's history has at its beginning and its end, and not all the time between: a table or
/// other object that can be renamed, or a table's column.
///
/// It may have got another name, and something new have come by the one that it had.
struct LapsedName: Hashable {
  let whole: Name
  /// `nil` where it is the whole that was not there.
  let column: Name?

  /// - Parameter states: what is known of the history, the first state to the last.
  static func all(in states: [Schema]) -> Set<LapsedName> {
    guard states.count > 2, let first = states.first, let last = states.last else { return [] }
    let stayed = names(in: first).intersection(names(in: last))
    return states.dropFirst().dropLast().reduce(into: []) { lapsed, state in
      let there = names(in: state)
      lapsed.formUnion(
        stayed.subtracting(there).filter {
          $0.column == nil || there.contains(LapsedName(whole: $0.whole, column: nil))
        })
    }
  }

  private static func names(in schema: Schema) -> Set<LapsedName> {
    var names: Set<LapsedName> = []
    for table in schema.tables {
      names.insert(LapsedName(whole: table.name, column: nil))
      for column in table.columns {
        names.insert(LapsedName(whole: table.name, column: column.name))
      }
    }
    guard schema.dialect.altersObjects else { return names }
    for object in schema.objects where object.kind.isRenamable {
      names.insert(LapsedName(whole: object.name, column: nil))
    }
    return names
  }
}

extension LapsedName {
  /// Whether it has got another name, or something new has come by the one that it had.
  ///
  /// - Returns: `nil` where there is nothing else that it could be.
  func question(in target: Schema) -> RenameQuestion? {
    let names =
      if column != nil {
        target.table(named: whole)?.columns.map(\.name) ?? []
      } else if target.table(named: whole) != nil {
        target.tables.map(\.name)
      } else {
        target.objects.filter { $0.kind == target.renamableObject(named: whole)?.kind }.map(\.name)
      }
    let candidates = names.filter { $0 != column ?? whole }
    guard !candidates.isEmpty else { return nil }
    return RenameQuestion(
      table: whole, newTable: whole, column: column, candidates: candidates, isEvident: false)
  }
}
