internal import Engine
internal import SchemaModel

extension Proof {
  /// The trial in several small databases, each with tables that have nothing to do with the others.
  ///
  /// It shows as much as that of the whole: a statement of a plan changes nothing but what it names and
  /// what hangs on that, and all of this is in one part with it, see `TableGroups`. Only what holds in
  /// every part is taken from here.
  ///
  /// - Returns: `nil` where the whole has to be tried: it cannot be divided, or a part does not hold or
  ///   has rows in the way, of which only the whole can tell.
  func resultInParts(tablesPerPart size: Int) throws -> Result? {
    guard engine.statementsReadWholeCatalog, let plans, renames.isEmpty, !isDumped,
      base.tables.count + target.tables.count > size,
      let groups = TableGroups(
        between: base, and: target, statements: plans.statements, size: size),
      groups.parts.count > 1, let parts = plans.divided(by: groups)
    else { return nil }
    do {
      let results = try parts.enumerated().map { place, plans in
        try part(
          plans, from: groups.part(place, of: base), to: groups.part(place, of: target)
        ).run()
      }
      return Result(joining: results, dialect: engine.dialect)
    } catch is ProofFailure {
      return nil
    } catch is DatabaseError {
      return nil
    }
  }

  private func part(_ plans: PlannedScripts, from base: Schema, to target: Schema) -> Proof {
    Proof(
      engine: engine, base: base, target: target, renames: [], up: plans.upScript,
      down: plans.downScript, toleratesChangedRows: toleratesChangedRows)
  }
}

/// The plans of a way there and of the way back.
package struct PlannedScripts: Sendable {
  var up: Plan
  var down: Plan

  var upScript: Script { Script(up.revisionText, path: "<up>", options: up.options) }
  var downScript: Script { Script(down.text, path: "<down>", options: down.options) }

  /// All that is run or asked.
  fileprivate var statements: [[String]] {
    (up.statements + down.statements).map(\.texts) + up.prechecks.map { [$0.query] }
  }

  /// The plans of each part; `nil` where a statement belongs to none.
  fileprivate func divided(by groups: TableGroups) -> [PlannedScripts]? {
    var parts = groups.parts.map { _ in
      PlannedScripts(up: Plan(options: up.options), down: Plan(options: down.options))
    }
    for statement in up.statements {
      guard let place = groups.place(of: statement.texts) else { return nil }
      parts[place].up.statements.append(statement)
    }
    for statement in down.statements {
      guard let place = groups.place(of: statement.texts) else { return nil }
      parts[place].down.statements.append(statement)
    }
    for precheck in up.prechecks {
      guard let place = groups.place(of: [precheck.query]) else { return nil }
      parts[place].up.prechecks.append(precheck)
    }
    return parts
  }
}

extension Statement {
  /// What tells the tables that it is about.
  fileprivate var texts: [String] { [sql] + [table?.spelling].compactMap(\.self) }
}

extension Proof.Result {
  /// What the trials of all parts have shown together.
  ///
  /// - Returns: `nil` where that is not the whole of it: rows were in the way in one of them.
  fileprivate init?(joining parts: [Proof.Result], dialect: Dialect) {
    guard
      parts.allSatisfy({ part in
        part.upFailureOnRows == nil && part.downFailureOnRows == nil && part.prechecksMet.isEmpty
          && part.effects.isEmpty
      })
    else { return nil }
    self.init(
      schema: Schema(dialect: dialect, tables: parts.flatMap(\.schema.tables)),
      rowsKept: parts.map(\.rowsKept).reduce(0, +),
      castColumns: parts.flatMap(\.castColumns).sorted { $0.table < $1.table },
      changedRows: parts.flatMap(\.changedRows).sorted { $0.table < $1.table }, effects: [])
    tablesWithoutRows = parts.flatMap(\.tablesWithoutRows).sorted()
    uselessPrechecks = Set(parts.flatMap(\.uselessPrechecks))
  }
}
