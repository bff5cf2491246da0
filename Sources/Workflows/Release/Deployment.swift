internal import Files
package import GitRepository
package import Revisions

/// What a release tag says about production.
package struct Deployment: Hashable, Sendable {
  package let tag: Tag
  /// The revision that the tag's trailers or note record; `nil` for a tag that records nothing.
  package let revision: RevisionID?
  /// Whether the tag was recorded by a release, with or without revisions.
  package let isRecorded: Bool
}

/// The trailers of a release tag or of the note on its commit.
package enum ReleaseTrailer {
  package static let revision = "Migrate-Revision"
  package static let snapshot = "Migrate-Snapshot"
  package static let from = "Migrate-From"
  /// The value of ``revision`` where a release has no revisions.
  package static let none = "none"
}

extension Project {
  package static let defaultTagPattern = "v[0-9]*"

  package var tagPattern: TagPattern {
    TagPattern(configuration.string("migrate.tagPattern") ?? Self.defaultTagPattern)
  }

  /// What a tag says about production.
  package func deployment(at tag: Tag) throws -> Deployment {
    let recorded = try revisionTrailer(of: tag)
    return Deployment(
      tag: tag, revision: recorded.flatMap { RevisionID($0) }, isRecorded: recorded != nil)
  }

  /// The files of a tag.
  func tree(at tag: Tag) throws -> CommitTree {
    guard let repository else { throw GitError.notARepository(path: root) }
    return try repository.tree(
      of: try repository.commit(named: tag.target.hex), name: tag.name)
  }

  /// The revisions that a tag contains.
  func revisions(at tag: Tag) throws -> RevisionFolder { try revisions(of: try tree(at: tag)) }

  /// The revisions that a tree contains, where its own configuration says.
  func revisions(of tree: any Tree) throws -> RevisionFolder {
    try RevisionFolder(tree: tree, path: Settings.versions(in: try configuration(of: tree)))
  }

  private func revisionTrailer(of tag: Tag) throws(GitError) -> String? {
    if let value = tag.trailers.last(where: { $0.key == ReleaseTrailer.revision })?.value {
      return value
    }
    guard let note = try repository?.note(for: tag.target) else { return nil }
    return try Trailer.parse("note\n\n" + note).last { $0.key == ReleaseTrailer.revision }?.value
  }

  /// The releases in a commit's history, later ones first: the tags with a record; before the first
  /// one, those that match the tag pattern.
  package func releases(reachableFrom commit: Commit?) throws -> [Tag] {
    guard let repository, let commit else { return [] }
    let tags = try repository.tags()
    let recorded = try repository.reachableTags(
      from: commit, among: tags.filter { try revisionTrailer(of: $0) != nil })
    guard recorded.isEmpty else { return recorded }
    return try repository.reachableTags(
      from: commit, among: tags.filter { tagPattern.matches($0) })
  }

  /// The releases of all branches, higher versions first.
  func releases() throws -> [Tag] {
    let tags = try repository?.tags().reversed() ?? []
    let recorded = try tags.filter { try revisionTrailer(of: $0) != nil }
    return recorded.isEmpty ? tags.filter { tagPattern.matches($0) } : recorded
  }

  /// Those of some tags that stand for a release: with a record, or matching the tag pattern.
  ///
  /// Beside a recorded one on the same commit, other tags are only names.
  func releases(among tags: [Tag]) throws -> [Tag] {
    let recorded = Set(try tags.filter { try revisionTrailer(of: $0) != nil })
    let commits = Set(recorded.map(\.target))
    return tags.filter { tag in
      recorded.contains(tag) || !commits.contains(tag.target) && tagPattern.matches(tag)
    }
  }

  /// The last deployed tag: the nearest with a record that is reachable from a commit; before the
  /// first one, the nearest that matches the tag pattern.
  package func lastDeployment(from commit: Commit?) throws -> Deployment? {
    guard let repository, let commit else { return nil }
    let recorded = try repository.nearestTag(from: commit) { tag throws(GitError) in
      try revisionTrailer(of: tag) != nil
    }
    if let recorded { return try deployment(at: recorded) }
    return try repository.nearestTag(from: commit, where: tagPattern.matches).map(deployment)
  }
}
