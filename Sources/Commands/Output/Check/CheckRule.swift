/// What a check holds a tree against, by names that programs can rely on.
enum CheckRule: String, CaseIterable {
  case unmigratedModels = "unmigrated-models"
  case severalHeads = "several-heads"
  case releaseMissing = "release-missing"
  case deployedEdited = "deployed-revision-edited"
  case deployedRenamed = "deployed-revision-renamed"
  case deployedDeleted = "deployed-revision-deleted"
  case wrongSnapshot = "wrong-snapshot"
  case unreadableRevision = "unreadable-revision"

  /// The rule in one sentence.
  var summary: String {
    switch self {
    case .unmigratedModels: "Revisions lead to the schema that the models declare."
    case .severalHeads: "Revisions follow one another in one line."
    case .releaseMissing: "The releases that revisions lead from are in the clone."
    case .deployedEdited: "A revision that a release contains keeps its content."
    case .deployedRenamed: "A revision that a release contains keeps its path."
    case .deployedDeleted: "A revision that a release contains stays."
    case .wrongSnapshot: "A revision leads to the schema that its header names."
    case .unreadableRevision: "Every file in the folder of revisions can be read as one."
    }
  }

  /// Why, and what to do.
  var help: String {
    switch self {
    case .unmigratedModels:
      "A database would not have what the code expects. Run \"git migrate prepare\" and commit the revision that it writes."
    case .severalHeads:
      "Two branches have each added a revision after the same one, and nothing says which runs first. Run \"git migrate rebase\" and commit what it changes."
    case .releaseMissing:
      "Without its tags a clone does not know what is deployed, and an edit of a deployed revision passes. Run \"git fetch --tags\"."
    case .deployedEdited:
      "The revision has run elsewhere, and there it is as it was. Restore the file from the release tag, and write a new revision for what is to change."
    case .deployedRenamed:
      "The revision has run elsewhere under its own name. Give the file its name back."
    case .deployedDeleted:
      "The revision has run elsewhere, and a new database needs it too. Restore the file from the release tag."
    case .wrongSnapshot:
      "The header is wrong, or revisions before this one are not what they were when it was written. Run \"git migrate prepare --amend\", and see that the revision still does what it should."
    case .unreadableRevision:
      "A file that cannot be read is never skipped, for what it would do is not known. Mend the line that is named."
    }
  }
}
