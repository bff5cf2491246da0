internal import Engine
internal import GitRepository
internal import Proving
internal import Revisions
internal import SchemaModel

/// Plans and proves the revisions of a `prepare`, and gives them their files.
struct PreparedRevisions {
  let prepare: Prepare
  let sides: [PrepareSides]
  let renames: [RenameRequest]
  let adoption: Adoption?

  init(
    _ prepare: Prepare, sides: [PrepareSides], renames: [RenameRequest], adoption: Adoption?
  ) {
    self.prepare = prepare
    self.sides = sides
    self.renames = renames
    self.adoption = adoption
  }

  /// What is left open is asked before anything is proved.
  ///
  /// - Returns: the baseline where one is needed, and the revision where something changed.
  func make() throws -> [PreparedRevision] {
    let plans = try isChanged ? sides.map(plan) : []
    let baseline = try self.baseline()
    let parent = baseline?.revision.id ?? prepare.chain.last?.id
    return [baseline, plans.isEmpty ? nil : try revision(plans, after: parent)].compactMap { $0 }
  }

  private var isChanged: Bool {
    sides.contains {
      !$0.head.noticeableChanges(to: $0.target.schema).isEmpty || !$0.renames.isEmpty
    }
  }

  private func plan(_ side: PrepareSides) throws -> Plan {
    let plan = try side.engine.plan(
      from: side.head, to: side.target.schema, renames: side.renames, options: options(side))
    try refuseOpenQuestions(side, plan)
    return plan
  }

  /// A project that adopts the tool late: what is deployed gets a revision of its own.
  private func baseline() throws -> PreparedRevision? {
    let tag = prepare.base.deployment?.tag.name
    guard prepare.folder.isEmpty, tag != nil || adoption != nil,
      sides.contains(where: { !$0.base.isEmpty })
    else { return nil }
    let drafts = try sides.map { side in
      let empty = Schema(dialect: side.engine.dialect)
      let plan = try side.engine.plan(
        from: empty, to: side.base, renames: [], options: PlanOptions())
      return try draft(side, plan) {
        try ProvedScripts.make(
          engine: side.engine, from: empty, to: side.base, renames: [], options: PlanOptions(),
          plan: plan, isDumped: adoption != nil && side.target.dump != nil)
      }
    }
    let message = adoption == nil ? nil : prepare.request.message
    let value = tag ?? RevisionHeaderName.noTag
    return try assemble(
      drafts, parent: nil, message: message ?? (tag.map { "baseline \($0)" } ?? "baseline"),
      headers: [
        OtherHeader(name: RevisionHeaderName.baseline, value: value, place: tag == nil ? 3 : 4)
      ],
      isBaseline: true)
  }

  private func revision(
    _ plans: [Plan], after parent: RevisionID?
  ) throws -> PreparedRevision {
    let drafts = try zip(sides, plans).map { side, plan in
      try draft(side, plan) {
        try ProvedScripts.make(
          engine: side.engine, from: side.head, to: side.target.schema, renames: side.renames,
          options: options(side), plan: plan, baseTemplate: side.headTemplate,
          isDumped: side.target.dump != nil)
      }
    }
    let changes = drafts.map(\.proved.changes).first { !$0.isEmpty } ?? []
    let message = prepare.request.message ?? prepare.amended?.revision.message
    return try assemble(
      drafts, parent: parent, message: message ?? ChangeSummary.message(for: changes),
      headers: answerHeaders(in: sides[0]), isBaseline: false)
  }

  private func options(_ side: PrepareSides) -> PlanOptions {
    func named(_ expressions: [ColumnPath: String]) -> [ColumnReference: String] {
      let named = expressions.map { ($0.key.reference(in: side.engine.dialect), $0.value) }
      return Dictionary(named) { $1 }
    }
    return PlanOptions(
      backfills: named(backfills(side)),
      conversions: named(prepare.request.conversions),
      changesInPlace: prepare.settings.changesInPlace)
  }

  /// The values that a person has said, and those that the models have for columns that need one.
  private func backfills(_ side: PrepareSides) -> [ColumnPath: String] {
    side.fillings.merging(prepare.request.backfills) { $1 }
  }

  private func draft(
    _ side: PrepareSides, _ plan: Plan, _ make: () throws -> ProvedScripts
  ) throws -> PreparedRevision.Draft {
    do {
      // The proof comes first: a server's version is known once one has been started.
      let draft = try make()
      return PreparedRevision.Draft(
        dialect: side.engine.dialect, engine: side.engine.displayName, proved: draft)
    } catch let failure as ProofFailure {
      throw PrepareError.proofFailed(
        engine: side.engine.displayName, failure, script: plan.text)
    }
  }

  // MARK: Questions

  private func refuseOpenQuestions(_ side: PrepareSides, _ plan: Plan) throws {
    let options = options(side)
    let unfilled = ColumnReference.needingValues(
      in: plan.changes, from: side.head, to: side.target.schema, backfills: options.backfills
    ).filter { !isAccepted(Hazard(.failsOnRows, subject: $0.description)) }
    guard unfilled.isEmpty else { throw PrepareError.valuesNeeded(unfilled) }
  }

  // MARK: Files

  private func assemble(
    _ drafts: [PreparedRevision.Draft], parent: RevisionID?, message: String,
    headers: [OtherHeader], isBaseline: Bool
  ) throws -> PreparedRevision {
    let sections = RevisionSections(drafts).sections()
    let id = RevisionID.derive(parent: parent, content: sections, message: message) {
      Repository.blobID(of: $0).hex
    }
    let revision = Revision(
      id: id, parent: parent, base: prepare.base.deployment?.tag.name, message: message,
      snapshots: drafts.map {
        SnapshotReference(dialect: $0.dialect.rawValue, digest: $0.proved.proof.schema.digest)
      },
      allowances: allowances(for: drafts), otherHeaders: headers + (isBaseline ? [] : keptHeaders),
      prologue: isBaseline ? "" : prepare.amended?.revision.prologue ?? "",
      preamble: isBaseline ? "" : prepare.amended?.revision.preamble ?? "", sections: sections)
    return PreparedRevision(
      path: prepare.settings.versions + "/" + revision.fileName, revision: revision,
      isBaseline: isBaseline, drafts: drafts)
  }

  /// What is accepted now, and what the revision that is replaced had accepted already.
  private func allowances(for drafts: [PreparedRevision.Draft]) -> [Allowance] {
    var seen: Set<Hazard> = []
    return drafts.flatMap(\.proved.hazards).filter { seen.insert($0).inserted }
      .filter { $0.kind.asksFirst && isAccepted($0) }.map(Allowance.init)
  }

  private func isAccepted(_ hazard: Hazard) -> Bool {
    let earlier = prepare.amended?.revision.allowances ?? []
    return prepare.request.allowances.accepts(hazard) || earlier.contains(Allowance(hazard))
  }

  /// What a person has put into the headers of the revision that is replaced.
  private var keptHeaders: [OtherHeader] {
    (prepare.amended?.revision.otherHeaders ?? []).filter {
      !RevisionHeaderName.all.contains($0.name)
    }
  }

  /// What the revision rests on beyond the two schemas.
  private func answerHeaders(in side: PrepareSides) -> [OtherHeader] {
    let renames = renames.filter { side.renames.contains($0.rename(in: side.head)) }
      .map { ($0.names.old, $0.names.new, $0.evidence.label) }
    func headers(_ name: String, _ expressions: [ColumnPath: String]) -> [(String, String)] {
      expressions.filter { $0.key.isThere(in: side.target.schema) }
        .map { (name, "\($0.key) \($0.value)") }.sorted { $0.1 < $1.1 }
    }
    let values =
      renames.map { (RevisionHeaderName.rename, "\($0) \($1) (\($2))") }
      + (prepare.request.refusesRenames
        ? [(RevisionHeaderName.renames, RecordedAnswers.none)] : [])
      + headers(RevisionHeaderName.backfill, backfills(side))
      + headers(RevisionHeaderName.conversion, prepare.request.conversions)
    return values.map { OtherHeader(name: $0, value: $1, place: 4) }
  }
}
