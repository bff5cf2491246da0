package import Revisions

/// What `squash` found and did.
package struct SquashReport: Sendable {
  /// The pending revisions, oldest first; fewer than two are left alone.
  package var folded: [RevisionFile]
  /// The branch or commit whose revisions were left alone, if there is one.
  package var place: String?
  /// The one in their place; `nil` where they undo one another, or where there is nothing to fold.
  package var path: String?
  package var revision: Revision?
  /// Whether the way was planned anew; else the scripts stand one after the other.
  package var isPlannedAnew = false
  /// Whether the trial had rows that all revisions ran on.
  package var hasComparedRows = false
  /// The engines on which the revision was proved.
  package var engines: [String] = []

  package var isNeeded: Bool { folded.count > 1 }
}
