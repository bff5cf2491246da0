/// One step of a database's history: a file with the scripts that lead there and back.
package struct Revision: Hashable, Sendable {
  package var id: RevisionID
  /// The revision that this one follows; `nil` for the first.
  package var parent: RevisionID?
  /// The release that the revision was prepared from, such as `v1.2`.
  package var base: String?
  /// What the revision does, in one line; may be empty.
  package let message: String
  /// The schemas that the revision leads to.
  package var snapshots: [SnapshotReference]
  /// The hazards that a person has accepted.
  package var allowances: [Allowance]
  /// The headers that mean nothing to this program.
  package var otherHeaders: [OtherHeader]
  /// The comments above the headers, none of which reads as a header.
  package let prologue: String
  /// The comments between the headers and the first section, none of which reads as a header that
  /// means something to this program.
  package let preamble: String
  package var sections: [Section]

  /// A revision; the line breaks of its message become spaces.
  package init(
    id: RevisionID, parent: RevisionID?, base: String? = nil, message: String,
    snapshots: [SnapshotReference] = [], allowances: [Allowance] = [],
    otherHeaders: [OtherHeader] = [], prologue: String = "", preamble: String = "",
    sections: [Section]
  ) {
    self.id = id
    self.parent = parent
    self.base = base
    self.message = message.onOneLine
    self.snapshots = snapshots
    self.allowances = allowances
    self.otherHeaders = otherHeaders
    self.prologue = prologue.withoutOuterBlankLines
    self.preamble = preamble.withoutOuterBlankLines
    self.sections = sections
  }

  /// The section that a database of a dialect runs: its own, else the one for every dialect.
  ///
  /// - Returns: `nil` where the revision says nothing about the dialect.
  package func section(_ direction: Section.Direction, dialect: String) -> Section? {
    let candidates = sections.filter { $0.direction == direction }
    return candidates.first { $0.dialect == dialect } ?? candidates.first { $0.dialect == nil }
  }
}
