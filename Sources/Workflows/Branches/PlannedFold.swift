internal import Engine
internal import Proving
internal import Revisions
internal import SchemaModel

/// Pending revisions folded by planning the whole way anew.
///
/// That is right where every one of them is what `prepare` would write, and nobody's own statement
/// would be lost.
struct PlannedFold {
  let pending: PendingRevisions
  let engines: [any Engine]
  let changesInPlace: Bool

  /// - Returns: `nil` where a person has written some of it, or where no plan holds.
  func drafts() throws -> [PreparedRevision.Draft]? {
    var drafts: [PreparedRevision.Draft] = []
    for engine in engines {
      let schemas = try pending.schemas(engine)
      guard try isPlanned(schemas, engine), let draft = try draft(schemas, engine) else {
        return nil
      }
      drafts.append(
        PreparedRevision.Draft(
          dialect: engine.dialect, engine: engine.displayName, draft: draft))
    }
    return drafts
  }

  /// Whether each revision is what its schemas and headers lead to.
  private func isPlanned(_ schemas: [Schema], _ engine: any Engine) throws -> Bool {
    for (index, file) in pending.files.enumerated() {
      let (base, target) = (schemas[index], schemas[index + 1])
      let renames = file.recordedRenames.map { $0.rename(in: engine.dialect) }
        .filter { $0.applies(to: base) }
      let backfills = RecordedAnswers(file).backfills
      guard
        let draft = try make(engine, from: base, to: target, renames: renames, backfills),
        file.has(draft.up, .up, engine.dialect), file.has(draft.down, .down, engine.dialect)
      else { return false }
    }
    return true
  }

  private func draft(_ schemas: [Schema], _ engine: any Engine) throws -> RevisionDraft? {
    guard let base = schemas.first, let target = schemas.last else { return nil }
    let renames = pending.renames(engine, from: base, to: target)
    let draft = try make(engine, from: base, to: target, renames: renames, backfills)
    guard let draft else { return nil }
    let unfilled = ColumnReference.needingValues(
      in: draft.changes, target: target, backfills: backfills)
    return unfilled.isEmpty ? draft : nil
  }

  private var backfills: [ColumnReference: String] {
    pending.files.reduce(into: [:]) { $0.merge(RecordedAnswers($1).backfills) { $1 } }
  }

  private func make(
    _ engine: any Engine, from base: Schema, to target: Schema, renames: [Rename],
    _ backfills: [ColumnReference: String]
  ) throws -> RevisionDraft? {
    do {
      return try RevisionDraft.make(
        engine: engine, from: base, to: target, renames: renames,
        options: PlanOptions(backfills: backfills, changesInPlace: changesInPlace))
    } catch is ProofFailure {
      return nil
    }
  }
}

extension RevisionFile {
  /// Whether a section is a plan's text and nothing else.
  fileprivate func has(
    _ plan: Plan, _ direction: Section.Direction, _ dialect: Dialect
  ) -> Bool {
    let planned = Section(
      direction, options: SectionOptions(plan.options), body: .sql(plan.text))
    guard let section = revision.section(direction, dialect: dialect.rawValue) else { return false }
    return section.body == planned.body && section.options == planned.options
  }
}
