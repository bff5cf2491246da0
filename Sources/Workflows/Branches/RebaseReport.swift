package import GitRepository
package import Revisions
package import SchemaModel

/// What `rebase` found and did.
package struct RebaseReport: Sendable {
  /// One for each head but the one that stays; none where there is one head already.
  package var moves: [Move]
  /// The files that were or would be written.
  package var paths: [String]
  /// The engines on which the new order was proved.
  package var engines: [String]
  /// What git has begun and waits to continue.
  package var operation: Operation?

  /// A line of revisions that follows another now.
  package struct Move: Sendable {
    /// The revisions that were moved, oldest first.
    package var revisions: [RevisionFile]
    /// The revision that the first of them follows; `nil` where there is no other.
    package var parent: RevisionFile?
    /// Whether the revision that it followed is not there, so that there is no other order.
    package var wasOrphaned: Bool
    /// What the trial with rows has shown beyond the schemas.
    package var rows: [RowDependence]
  }

  /// Rows that are others after one order than after the other.
  package enum RowDependence: Hashable, Sendable {
    case tables([Name])
    /// A revision fails on rows in the new order only.
    case failure(path: String, line: Int)
  }
}
