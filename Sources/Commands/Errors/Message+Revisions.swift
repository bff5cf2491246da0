internal import Revisions

extension Message {
  init(_ error: RevisionFileError) {
    self.init(
      .fatal, "cannot read revision \(error.path):\(error.line): \(Self.words(error.fact))")
  }

  private static func words(_ fact: RevisionFileError.Fact) -> String {
    switch fact {
    case .notText(let words): words
    case .conflictMarker: "it has conflict markers"
    case .missingHeader(let name): "header '\(name)' is missing"
    case .duplicateHeader(let name): "header '\(name)' is there twice"
    case .misplacedHeader(let name): "header '\(name)' must stand at the top"
    case .malformedHeader(let name, let value): "'\(value)' is no value for header '\(name)'"
    case .malformedID(let id): "'\(id)' is not an id of 12 hexadecimal digits"
    case .textOutsideSection:
      "SQL must stand in a section, after '-- migrate:up' or '-- migrate:down'"
    case .unknownSection(let text): "'\(text)' is no section"
    case .unknownSectionOption(let text): "'\(text)' is no option of a section"
    case .duplicateSection(let direction, let dialect):
      "section '\(direction.rawValue)'\(dialect.map { " for \($0)" } ?? "") is there twice"
    case .missingSection(let direction): "section 'migrate:\(direction.rawValue)' is missing"
    case .missingReason: "'irreversible:' needs a reason"
    case .textInIrreversibleSection: "a section that is irreversible has no SQL"
    }
  }

  init(_ error: RevisionGraphError) {
    switch error {
    case .duplicateID(let id, let paths):
      self.init(.fatal, "revision \(id) is there twice", details: paths.map { "  " + $0 })
    case .unknownParent(let id, let path):
      self.init(
        .fatal, "'\(path)' follows revision \(id), which is not there",
        hints: ["To have it follow the newest one that is, run", "  git migrate rebase"])
    case .cycle(let paths):
      self.init(
        .fatal, "revisions follow one another in a cycle", details: paths.map { "  " + $0 })
    case .severalRoots(let paths):
      self.init(
        .fatal, "more than one revision has no parent", details: paths.map { "  " + $0 },
        hints: Self.rebaseHints)
    case .severalHeads(let ids):
      self.init(
        .fatal, "there are \(ids.count) heads: \(listed(ids.map(\.text)))",
        hints: Self.rebaseHints)
    case .unknownRevision(let text): self.init(.fatal, "there is no revision '\(text)'")
    case .ambiguousPrefix(let text, let candidates), .ambiguousStep(let text, let candidates):
      self.init(.fatal, "'\(text)' is ambiguous: \(listed(candidates.map(\.text)))")
    case .stepOutOfRange(let text):
      self.init(.fatal, "'\(text)' leads beyond the last revision")
    }
  }

  /// What to do about several heads.
  static let rebaseHints = [
    "To have this branch's revisions follow the others, run", "  git migrate rebase",
  ]
}
