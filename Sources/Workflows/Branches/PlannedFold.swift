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
          dialect: stages.engine.dialect, engine: stages.engine.displayName, proved: draft))
    }
    return RevisionSections(drafts).sections()
  }

  /// Whether each revision is what its schemas and headers lead to.
  private func isPlanned(_ stages: PendingRevisions.Stages) throws -> Bool {
    try pending.files.enumerated().allSatisfy { index, file in
      try PlannedRevision(file: file, engine: stages.engine, changesInPlace: changesInPlace)
        .isWhatWouldBeWritten(from: stages.schemas[index], to: stages.schemas[index + 1])
    }
  }

  private func draft(_ stages: PendingRevisions.Stages) throws -> ProvedScripts? {
    let options = PlanOptions(
      answering: pending.files, stages.engine.dialect, changesInPlace: changesInPlace)
    let draft = try ProvedScripts.unlessRefuted(
      engine: stages.engine, from: stages.base, to: stages.target,
      renames: stages.composedRenames, options: options)
    guard let draft else { return nil }
    let unfilled = ColumnReference.needingValues(
      in: draft.changes, from: stages.base, to: stages.target, backfills: options.backfills)
    return unfilled.isEmpty ? draft : nil
  }
}
