package import Engine
package import SchemaModel

/// A revision's scripts for one dialect, planned and proved.
package struct ProvedScripts: Sendable {
  package var changes: [SchemaChange]
  package var up: Plan
  package var down: Plan
  package var proof: Proof.Result
  package var hazards: [Hazard]

  /// Plans the way from one schema to another and back, and proves both.
  ///
  /// Where the gentlest plan does not hold, bolder ones are tried.
  ///
  /// - Parameters:
  ///   - plan: the way there as the options want it, where it has been planned already.
  ///   - baseTemplate: see ``Proof``.
  ///   - extent: how much of the schemas the trial sets up.
  ///   - isDumped: see ``Proof``.
  /// - Throws: ``ProofFailure`` where none holds, and what planning throws.
  package static func make(
    engine: any Engine, from base: Schema, to target: Schema, renames: [Rename],
    options: PlanOptions, plan: Plan? = nil, baseTemplate: ScratchTemplate? = nil,
    extent: Proof.Extent = .planned, isDumped: Bool = false
  ) throws -> ProvedScripts {
    func attempt(_ options: PlanOptions, _ plan: Plan? = nil) throws -> ProvedScripts {
      let up = try plan ?? engine.plan(from: base, to: target, renames: renames, options: options)
      return try self.attempt(
        up, engine: engine, from: base, to: target, renames: renames, options: options,
        baseTemplate: baseTemplate, extent: extent, isDumped: isDumped)
    }
    do {
      return try attempt(options, plan)
    } catch let refutation as ProofFailure {
      for bolder in strategies(bolderThan: options) {
        do { return try attempt(bolder) } catch is ProofFailure {}
      }
      throw refutation
    }
  }

  /// The plans that take less and less for granted.
  private static func strategies(bolderThan options: PlanOptions) -> [PlanOptions] {
    var bold = options
    bold.replacesAllObjects = true
    var boldest = bold
    boldest.rebuildsAlways = true
    return [bold, boldest]
  }

  private static func attempt(
    _ up: Plan, engine: any Engine, from base: Schema, to target: Schema, renames: [Rename],
    options: PlanOptions, baseTemplate: ScratchTemplate?, extent: Proof.Extent, isDumped: Bool
  ) throws -> ProvedScripts {
    var wayBack = options
    wayBack.backfills = [:]
    wayBack.conversions = [:]
    wayBack.usesPlaceholders = true
    var down = try engine.plan(
      from: target, to: base, renames: renames.map { $0.reversed(among: renames) },
      options: wayBack)
    // Nobody is to be kept from a way back: what it cannot do, the server refuses.
    down.prechecks = []
    func proved(_ up: Plan, _ down: Plan) throws -> ProvedScripts {
      try self.proved(
        up, down,
        by: Proof(
          of: PlannedScripts(up: up, down: down), engine: engine, base: base, target: target,
          renames: renames, baseTemplate: baseTemplate, extent: extent, isDumped: isDumped))
    }
    do {
      return try proved(up, down)
    } catch let failure as ProofFailure where failure.isIncompleteness {
      let there = Completion(
        base: ScratchBase(engine: engine, schema: base, template: baseTemplate), target: target,
        options: options)
      let back = Completion(
        base: ScratchBase(engine: engine, schema: target, template: nil), target: base,
        options: wayBack)
      return try proved(there.completing(up), back.completing(down))
    }
  }

  private static func proved(_ up: Plan, _ down: Plan, by proof: Proof) throws -> ProvedScripts {
    let result = try proof.run()
    var planned = up
    planned.prechecks.removeAll { result.uselessPrechecks.contains($0.query) }
    let hazards = up.hazards + hazards(shownBy: result, besides: planned)
    let noted = planned.noting(result.effects).noting(failures: hazards, result.upFailureOnRows)
    return ProvedScripts(
      changes: up.changes, up: noted, down: down, proof: result, hazards: hazards)
  }

  /// Whether a person must accept a hazard before a release.
  ///
  /// What can fail on rows need not be accepted where `upgrade` asks for such rows first, nor where no
  /// row of the trial made it fail.
  package func mustBeAccepted(_ hazard: Hazard) -> Bool {
    switch hazard.kind.consent {
    case .none: false
    case .loss: true
    case .failure: proof.upFailureOnRows != nil && !isAskedFor(hazard)
    }
  }

  /// Whether `upgrade` looks for the rows that a hazard is about.
  package func isAskedFor(_ hazard: Hazard) -> Bool {
    up.prechecks.contains { $0.hazard == hazard }
  }

  /// What only the rows of the trial could show.
  ///
  /// Rows that `upgrade` asks for are left out of the trial: what fails then is something else.
  private static func hazards(
    shownBy proof: Proof.Result, besides plan: Plan
  ) -> [Hazard] {
    let (known, asked) = (plan.hazards, Set(plan.prechecks.compactMap(\.hazard)))
    var hazards = proof.castColumns.map { Hazard(.castValues, subject: $0.description) }
      .filter { !known.losesAlready($0) }
    hazards += proof.rewrites.filter { !known.contains($0) }
    let unasked = known.filter { $0.kind == .failsOnRows && !asked.contains($0) }
    if proof.upFailureOnRows != nil, unasked.isEmpty {
      hazards.append(Hazard(.failsOnRows, subject: Hazard.wholeRevision))
    }
    if proof.downFailureOnRows != nil {
      hazards.append(Hazard(.irreversible, subject: Hazard.wholeRevision))
    }
    return hazards
  }
}
