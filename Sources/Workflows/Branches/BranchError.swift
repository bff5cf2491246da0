package import Engine
package import Proving
package import Revisions
package import SchemaModel

/// Why pending revisions were left as they are.
package enum BranchError: Error {
  /// Two sides of a merge have changed more of a revision than its place.
  case conflict(path: String)
  /// Both heads, or what leads to them, are contained in releases.
  case bothDeployed([RevisionFile])
  /// A person wants a revision moved that a release contains.
  case cannotMoveDeployed(RevisionFile)
  /// Nothing tells which of the heads this branch has made.
  case cannotTellOwn([RevisionFile])
  /// The name leads to no head, or to several.
  case notOneHead(String)
  /// The two orders of the revisions lead to different schemas.
  case doNotCommute(Disagreement)
  /// The way back of the moved revisions does not lead to the other head.
  case noWayBack(engine: String, dialect: Dialect, RoundTripFailure, [RevisionFile])
  /// A deployed revision follows one that is not.
  case deployedAfterPending(RevisionFile)
  /// A revision that another branch has follows one that only this branch has.
  case sharedAfterOwn(RevisionFile, place: String)
  /// A revision that came without the one that it followed fails without that.
  case failsElsewhere(DatabaseError, [RevisionFile])
  /// The revisions cannot run as one.
  case cannotFold(FoldObstacle)
  /// The one revision would not have the effect of the many.
  case notEquivalent(engine: String, dialect: Dialect, NonEquivalence)

  /// How two orders of revisions were found to differ.
  package struct Disagreement: Sendable {
    package var engine: String
    package var dialect: Dialect
    package var failure: EquivalenceFailure
    package var staying: [RevisionFile]
    package var moving: [RevisionFile]
    /// The statements of both that have to do with the difference.
    package var statements: [StatementPlace]
  }

  /// What stands against one script for all.
  package enum FoldObstacle: Hashable, Sendable {
    /// The revision says that it does not run in a transaction, and another does not say so.
    case transaction(path: String)
    /// One revision wants foreign keys enforced, another not, and a key acts on rows.
    case foreignKeys(path: String, other: String)
  }

  package enum NonEquivalence: Sendable {
    case schemas(EquivalenceFailure)
    case rows([Name])
    /// Where there are rows, either the one revision fails or the many do.
    case rowsFail(DatabaseError, asOne: Bool)
    case wayBack(RoundTripFailure)
  }
}
