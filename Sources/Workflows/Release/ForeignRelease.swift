internal import GitRepository
internal import Revisions

/// A release that records a revision which is not among this project's, so that it is one of another
/// project in the same repository.
package struct ForeignRelease: Error, Hashable, Sendable {
  package var tag: String
  /// What the tag records as the revision.
  package var revision: String
  /// The project that is recorded, where the tag says it.
  package var owner: String?
  /// This project's folder of revisions.
  package var folder: String
}

extension Project {
  /// - Throws: ``ForeignRelease``, and what reading the release throws.
  func refuseForeign(_ deployment: Deployment?) throws {
    guard let deployment else { return }
    let folder = try revisions(at: deployment.tag)
    if case .foreign(let revision, let owner) = try record(of: deployment.tag) {
      throw ForeignRelease(
        tag: deployment.tag.name, revision: revision, owner: owner, folder: folder.path)
    }
    guard let revision = deployment.recorded, !folder.graph.contains(revision),
      !(folder.isEmpty && isBaseline(revision))
    else { return }
    throw ForeignRelease(tag: deployment.tag.name, revision: revision.text, folder: folder.path)
  }

  /// Whether the revision is the one that stands for releases from before there were any.
  private func isBaseline(_ revision: RevisionID) -> Bool {
    (try? revisions(of: workingTree))?.graph.baseline?.id == revision
  }
}
