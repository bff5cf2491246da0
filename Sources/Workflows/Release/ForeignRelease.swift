internal import GitRepository
package import Revisions

/// A release that records a revision which is not among this project's, so that it is one of another
/// project in the same repository.
package struct ForeignRelease: Error, Hashable, Sendable {
  package var tag: String
  package var revision: RevisionID
  /// This project's folder of revisions.
  package var folder: String
}

extension Project {
  /// - Throws: ``ForeignRelease``, and what reading the release throws.
  func refuseForeign(_ deployment: Deployment?) throws {
    guard let deployment, let revision = deployment.recorded else { return }
    let folder = try revisions(at: deployment.tag)
    guard folder.graph.contains(revision) else {
      throw ForeignRelease(tag: deployment.tag.name, revision: revision, folder: folder.path)
    }
  }
}
