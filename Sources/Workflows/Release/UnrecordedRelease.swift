package import GitRepository

/// A release that is known by its name alone.
package struct UnrecordedRelease: Hashable, Sendable {
  package var tag: Tag
  /// Whether others before it are recorded, so that this one may have been forgotten.
  package var followsRecorded: Bool
  /// Where the record is, where another clone has made it: a reference of notes that is here, but is
  /// not the one that is read.
  package var notesElsewhere: String?
  /// A remote from which this clone does not fetch the notes that may hold the record.
  package var remoteWithoutNotes: String?
}

extension Project {
  /// The last release in a commit's history, where nothing records it.
  package func unrecordedRelease(from commit: Commit?) async throws -> UnrecordedRelease? {
    guard let repository, let deployment = try lastDeployment(from: commit),
      !deployment.isRecorded, deployment.revision != nil
    else { return nil }
    let others = try releases(reachableFrom: commit)
    let remote = try await repository.git.remoteWithoutNotes()
    return UnrecordedRelease(
      tag: deployment.tag, followsRecorded: try others.contains(where: isRecorded),
      notesElsewhere: try repository.otherNotes(with: deployment.tag.target),
      remoteWithoutNotes: remote)
  }
}
