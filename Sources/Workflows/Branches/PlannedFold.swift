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
  /// One for each dialect.
  let stages: [PendingRevisions.Stages]
  let changesInPlace: Bool

  /// - Returns: `nil` where a person has written some of it, or where no plan holds.
  func sections() throws -> [Section]? {
    var drafts: [PreparedRevision.Draft] = []
    for stages in stages {
      guard try isPlanned(stages), let draft = try draft(stages) else { return nil }
      drafts.append(
        PreparedRevision.Draft(
          dialect: stages.engine.dialect, engine: stages.engine.displayName, draft: draft))
    }
    return RevisionSections(drafts).sections()
  }

  /// Whether each revision is what its schemas and headers lead to.
  private func isPlanned(_ stages: PendingRevisions.Stages) throws -> Bool {
    let dialect = stages.engine.dialect
    for (index, file) in pending.files.enumerated() {
      let base = stages.schemas[index]
      let renames = file.recordedRenames.map { $0.rename(in: base) }.applying(to: base)
      let draft = try make(
        stages.engine, from: base, to: stages.schemas[index + 1], renames: renames,
        backfills(of: [file], dialect))
      guard let draft, file.has(draft.up, .up, dialect), file.has(draft.down, .down, dialect)
      else { return false }
    }
    return true
  }

  private func draft(_ stages: PendingRevisions.Stages) throws -> RevisionDraft? {
    let backfills = backfills(of: pending.files, stages.engine.dialect)
    let draft = try make(
      stages.engine, from: stages.base, to: stages.target, renames: stages.composedRenames,
      backfills)
    guard let draft else { return nil }
    let unfilled = ColumnReference.needingValues(
      in: draft.changes, target: stages.target, backfills: backfills)
    return unfilled.isEmpty ? draft : nil
  }

  /// The values that people have given for existing rows, the later ones where there are two.
  private func backfills(
    of files: [RevisionFile], _ dialect: Dialect
  ) -> [ColumnReference: String] {
    files.reduce(into: [:]) { all, file in
      for (path, value) in RecordedAnswers(file).backfills {
        all[path.reference(in: dialect)] = value
      }
    }
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
