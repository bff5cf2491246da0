package import Engine
package import SchemaModel

/// What a script does to rows, which a person may have edited: found out by running it.
package struct ScriptHazards {
  private let proof: Proof
  private let plan: Plan

  /// A hazard, and what the trial's rows became by it.
  package struct Finding: Hashable, Sendable {
    package var hazard: Hazard
    package var rows: ChangedRows?

    package init(_ hazard: Hazard, rows: ChangedRows? = nil) {
      self.hazard = hazard
      self.rows = rows
    }
  }

  /// - Parameters:
  ///   - up: what leads from one schema to the other.
  ///   - options: those of the plan that the script may have been once.
  /// - Throws: what planning throws.
  package init(
    engine: any Engine, from base: Schema, to target: Schema, renames: [Rename], up: Script,
    options: PlanOptions
  ) throws {
    plan = try engine.plan(from: base, to: target, renames: renames, options: options)
    proof = Proof(
      engine: engine, base: base, target: target, renames: renames, up: up, down: nil,
      toleratesChangedRows: true)
  }

  /// - Returns: what a person must accept before a release, each once.
  /// - Throws: ``ProofFailure`` where the script does not lead to the target.
  package func findings() throws -> [Finding] {
    let result = try proof.run()
    let known = knownHazards(isFailing: result.upFailureOnRows != nil)
    var findings = known.map { Finding($0) }
    findings += result.castColumns.map { Hazard(.castValues, subject: $0.description) }
      .filter { !known.losesAlready($0) }.map { Finding($0) }
    findings += result.changedRows.map {
      Finding(Hazard(.changesRows, subject: $0.table.description), rows: $0)
    }
    findings += statementsByHand().map { Finding(Hazard(.changesRows, subject: $0.description)) }
    if result.upFailureOnRows != nil, !known.contains(where: { $0.kind == .failsOnRows }) {
      findings.append(Finding(Hazard(.failsOnRows, subject: Hazard.wholeRevision)))
    }
    var seen: Set<Hazard> = []
    return findings.filter { seen.insert($0.hazard).inserted }
  }

  /// What follows from the changes, and what the script says of its statements; those that a plan
  /// would lose something by may be others in it.
  ///
  /// - Parameter isFailing: whether rows of the trial have made the script fail; of such hazards those
  ///   are left out that the script itself asks for before it runs.
  private func knownHazards(isFailing: Bool) -> [Hazard] {
    let asked = Set(proof.up.prechecks.map(\.query))
    let askedFor = plan.prechecks.filter { asked.contains($0.query) }.compactMap(\.hazard)
    func isThere(_ hazard: Hazard) -> Bool {
      switch hazard.kind.consent {
      case .none: false
      case .loss: proof.up.says(hazard) || proof.base.hasVirtualTable(hazard.subject)
      case .failure: isFailing && !askedFor.contains(hazard)
      }
    }
    return plan.changes.flatMap(Hazard.inherent).adding(plan.hazards.filter(isThere))
  }

  /// The surviving tables with statements on their rows that no plan has: a trial's few rows may not
  /// be those that they are about.
  private func statementsByHand() -> [Name] {
    let planned = Set(plan.statements.map(\.sql))
    let survivors = Survivors(base: proof.base, target: proof.target, renames: proof.renames)
    return proof.engine.rowStatements(in: proof.up).compactMap { statement in
      guard !planned.contains(statement.sql) else { return nil }
      return survivors.tables.first { table in
        let isMeant = table.name == statement.table || table.newName == statement.table
        return isMeant && table.isTouched(by: statement)
      }?.newName
    }
  }
}

extension SurvivingTable {
  /// Whether rows come or go, or a column that was there gets other values.
  fileprivate func isTouched(by statement: RowStatement) -> Bool {
    guard let columns = statement.columns else { return true }
    let names =
      unchanged.flatMap { [$0.name, $0.newName] }
      + changed.flatMap { [$0.name, $0.newName] }
    return names.contains(where: columns.contains)
  }
}

extension Schema {
  /// Whether a virtual table, or a column of one, is what a hazard is about.
  fileprivate func hasVirtualTable(_ subject: String) -> Bool {
    objects.contains { object in
      object.kind == .virtualTable
        && (subject == object.name.spelling || subject.hasPrefix(object.name.spelling + "."))
    }
  }
}

extension Script {
  /// Whether a comment says that a statement has the hazard.
  fileprivate func says(_ hazard: Hazard) -> Bool { text.contains("-- \(hazard.note)\n") }
}
