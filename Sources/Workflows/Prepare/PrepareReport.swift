package import Engine
package import ModelProviders
package import Proving
package import Revisions
package import SchemaModel

/// What `prepare` found and did.
package struct PrepareReport: Sendable {
  package var deployment: Deployment?
  /// The release that is being prepared, where the name is no tag yet.
  package var release: String?
  /// The first of the revisions that were there, where it builds what was deployed before them.
  package var baseline: RevisionFile?
  /// Why the models are taken for what is deployed, where they are.
  package var adoption: Adoption?
  /// The database in which the first revision cannot run, since it has other tables of these names.
  package var databaseInTheWay: String?
  package var history: History?
  /// What changes between the newest revision and the working tree, in each dialect.
  package var changes: [DialectChanges]
  package var renames: [RenameRequest]
  /// What the last release's models declare and its revisions do not.
  package var unmigratedAtBase: [SchemaChange]
  package var stubs: [String]
  package var notes: [ModelNote]
  /// How the last release's models were read.
  package var notesAtBase: [ModelNote] = []
  /// What another program tells of the schemas that the revision and the models lead to, and that is
  /// not the same.
  package var unread: [String] = []
  /// The baseline, where there is one, and then the revision; none where nothing is to be done.
  package var revisions: [PreparedRevision]
  /// Whether files were written.
  package var isWritten: Bool
  /// The pending revision that the new one takes the place of.
  package var replaced: String?
  /// What a person had written into it that is gone with it.
  package var lost: LostText?
  /// The pending revision that stays, since a person has edited it.
  package var kept: KeptRevision?

  /// The revisions that are not deployed yet and come before the new one.
  package var pending: [RevisionFile] = []
  /// What they do together, in each dialect.
  package var pendingChanges: [DialectChanges] = []
  /// The renames that they have made.
  package var pendingRenames: [RenameRequest] { pending.flatMap(\.recordedRenames) }
  /// Whether the last release has no models at all, and so was taken for an empty database.
  package var lacksModelsAtBase = false

  /// The roles that were made for the trial, which production must have.
  package var rolesMade: [String] = []

  /// How many snapshots of old commits were built to find renames.
  package var snapshotsOfHistory = 0

  /// How much happened since the last release.
  package struct History: Hashable, Sendable {
    package var commits: Int
    package var commitsToModels: Int?
  }
}

/// What changes in one dialect.
package struct DialectChanges: Hashable, Sendable {
  package var dialect: Dialect
  package var changes: [SchemaChange]

  package init(dialect: Dialect, changes: [SchemaChange]) {
    self.dialect = dialect
    self.changes = changes
  }
}

/// A revision that was planned and proved.
package struct PreparedRevision: Sendable {
  package var path: String
  package var revision: Revision
  /// Whether it builds what was deployed before the project had revisions.
  package var isBaseline: Bool
  package var drafts: [Draft]

  package struct Draft: Sendable {
    package var dialect: Dialect
    package var engine: String
    package var proved: ProvedScripts
  }

  /// The hazards, each with what is said of it.
  package var hazards: [(hazard: Hazard, answer: Answer)] {
    var seen: Set<Hazard> = []
    return drafts.flatMap(\.proved.hazards).filter { seen.insert($0).inserted }.map {
      ($0, answer(to: $0))
    }
  }

  /// What becomes of a hazard.
  package enum Answer: Sendable {
    case accepted
    /// A release refuses the revision until it is accepted.
    case open
    /// `upgrade` looks for the rows that it is about before it runs anything.
    case askedFor
    /// It is only said.
    case told
  }

  private func answer(to hazard: Hazard) -> Answer {
    if revision.allowances.contains(Allowance(hazard)) { return .accepted }
    let drafts = drafts.map(\.proved).filter { $0.hazards.contains(hazard) }
    if drafts.contains(where: { $0.mustBeAccepted(hazard) }) { return .open }
    return drafts.contains { $0.isAskedFor(hazard) } ? .askedFor : .told
  }
}
