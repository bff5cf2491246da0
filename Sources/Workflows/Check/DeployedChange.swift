package import GitRepository
package import Revisions

/// Something that was done to a revision file after a release deployed it.
package struct DeployedChange: Hashable, Sendable {
  package var kind: Kind
  package var id: RevisionID
  /// The file's path in the release.
  package var path: String
  /// The latest release that contains the revision.
  package var release: Tag
  /// The newest commit since the release that touched the path; `nil` where the change is not
  /// committed.
  package var commit: Commit?

  package enum Kind: Hashable, Sendable {
    case edited
    case deleted
    case renamed(to: String)
  }
}
