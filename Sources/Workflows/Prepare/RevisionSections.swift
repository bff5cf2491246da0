internal import Engine
internal import Proving
internal import Revisions
internal import SchemaModel

/// The sections of a revision file: one for all dialects where they agree, else one for each.
struct RevisionSections {
  private let drafts: [PreparedRevision.Draft]

  init(_ drafts: [PreparedRevision.Draft]) { self.drafts = drafts }

  func sections() -> [Section] {
    [Section.Direction.up, .down].flatMap { direction in
      let sections = drafts.map { section(direction, of: $0) }
      let isShared = sections.dropFirst().allSatisfy {
        $0.body == sections[0].body && $0.options == sections[0].options
      }
      guard isShared, let first = sections.first else { return sections }
      return [Section(direction, options: first.options, body: first.body)]
    }
  }

  private func section(_ direction: Section.Direction, of draft: PreparedRevision.Draft) -> Section
  {
    let plan = direction == .up ? draft.proved.up : draft.proved.down
    return Section(
      direction, dialect: draft.dialect.rawValue, options: SectionOptions(plan.options),
      body: .sql(plan.revisionText))
  }
}

extension SectionOptions {
  /// What a plan's text does not bring about itself.
  init(_ options: ScriptOptions) { self.init(transaction: options.isTransactional) }
}
