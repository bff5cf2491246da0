package import Engine
package import Proving
package import Revisions

/// Why a revision was not written.
package enum PrepareError: Error {
  /// The name is neither a tag nor, in a clone without the whole history, surely a new release.
  case unknownTag(String)
  /// The tag's commit is not part of the history of HEAD.
  case tagNotReachable(String)
  /// Revisions that releases contain are not what they were.
  case deployedRevisionsChanged([DeployedChange])
  case nothingToAmend
  /// A baseline is asked for where there are revisions.
  case baselineNotFirst(RevisionFile)
  /// The newest revision is contained in a release.
  case cannotAmendDeployed(RevisionFile)
  /// The newest revision is in the branch that this one goes into, or comes from.
  case cannotAmendShared(RevisionFile, place: String)
  /// The newest revision builds what was deployed before there were revisions.
  case cannotAmendBaseline(RevisionFile)
  /// A person has edited the revision, and what is asked could only be had by planning it anew.
  case editedByHand(path: String, Need)
  case unknownRename(old: String, new: String)
  case renameUnclear([RenameQuestion])
  case valuesNeeded([ColumnReference])
  case unknownColumn(ColumnPath)
  case proofFailed(engine: String, ProofFailure, script: String)
  case cannotWrite(path: String, reason: String)
  /// The text cannot be read back as what it was made from.
  case unwritable(path: String)

  /// Why an edited revision would have to be planned anew.
  package enum Need: Sendable {
    /// An option that only a plan can follow.
    case option(String)
    /// What the models declare and the revision does not bring.
    case models([DialectChanges])
  }
}
