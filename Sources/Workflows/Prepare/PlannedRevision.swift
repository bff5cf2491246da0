internal import Engine
internal import GitRepository
internal import Proving
package import Revisions
internal import SchemaModel

/// A revision file beside what `prepare` would write in its place.
struct PlannedRevision {
  let file: RevisionFile
  let engine: any Engine
  let changesInPlace: Bool

  /// Whether the sections are what the schemas and the headers lead to, and nothing else.
  ///
  /// - Parameters:
  ///   - base: what the revisions before it build.
  ///   - target: what they build with it.
  /// - Throws: what planning and trying throws.
  func isWhatWouldBeWritten(from base: Schema, to target: Schema) throws -> Bool {
    let renames = file.recordedRenames.map { $0.rename(in: base) }.applying(to: base)
    let options = PlanOptions(
      answering: [file], engine.dialect, changesInPlace: changesInPlace)
    let draft = try ProvedScripts.unlessRefuted(
      engine: engine, from: base, to: target, renames: renames, options: options)
    guard let draft else { return false }
    return file.has(draft.up, .up, engine.dialect) && file.has(draft.down, .down, engine.dialect)
  }
}

extension PlanOptions {
  /// The options with the expressions that people have given for values, the later ones where there
  /// are two.
  init(answering files: [RevisionFile], _ dialect: Dialect, changesInPlace: Bool) {
    self.init(changesInPlace: changesInPlace)
    for answers in files.map(RecordedAnswers.init) {
      for (path, sql) in answers.backfills { backfills[path.reference(in: dialect)] = sql }
      for (path, sql) in answers.conversions { conversions[path.reference(in: dialect)] = sql }
    }
  }
}

extension ProvedScripts {
  /// - Returns: `nil` where no plan holds.
  static func unlessRefuted(
    engine: any Engine, from base: Schema, to target: Schema, renames: [Rename],
    options: PlanOptions
  ) throws -> ProvedScripts? {
    do {
      return try make(
        engine: engine, from: base, to: target, renames: renames, options: options)
    } catch is ProofFailure {
      return nil
    }
  }
}

extension RevisionFile {
  /// Whether the id is that of the parent, message and sections, as it is of a file that nobody has
  /// touched and that has not been given another parent.
  package var hasDerivedID: Bool {
    let derived = RevisionID.derive(
      parent: revision.parent, content: revision.sections, message: revision.message
    ) { Repository.blobID(of: $0).hex }
    return derived == id
  }

  /// Whether a section is a plan's text and nothing else.
  fileprivate func has(
    _ plan: Plan, _ direction: Section.Direction, _ dialect: Dialect
  ) -> Bool {
    let planned = Section(
      direction, options: SectionOptions(plan.options), body: .sql(plan.revisionText))
    guard let section = revision.section(direction, dialect: dialect.rawValue) else { return false }
    return section.body == planned.body && section.options == planned.options
  }
}
