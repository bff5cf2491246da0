internal import Files
package import GitRepository
package import Revisions

/// What a release tag says about production.
package struct Deployment: Hashable, Sendable {
  package let tag: Tag
  /// The newest revision that the tag contains; what it or its note records where that cannot be
  /// told.
  package let revision: RevisionID?
  /// Whether the tag was recorded by a release, with or without revisions.
  package let isRecorded: Bool
  /// The revision that the release recorded.
  package var recorded: RevisionID?
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

  private var tagPatterns: [TagPattern] {
    let texts = configuration.strings("migrate.tagPattern")
    return (texts.isEmpty ? [Self.defaultTagPattern] : texts).map(TagPattern.init)
  }

  /// Whether a tag's name is one that releases of this project have.
  func matchesTagPattern(_ name: String) -> Bool { tagPatterns.contains { $0.matches(name) } }

  /// Whether a tag's name alone makes it a release of this project: a pre-release must be recorded.
  func isReleaseName(_ name: String) throws(GitError) -> Bool {
    guard matchesTagPattern(name) else { return false }
    if try configuration.bool("migrate.preReleases") ?? false { return true }
    return Version(name)?.isPreRelease != true
  }

  /// What a tag says about production.
  package func deployment(at tag: Tag) throws -> Deployment {
    var trailer: String?
    if case .own(let value) = try record(of: tag) { trailer = value }
    let recorded = trailer.flatMap { RevisionID($0) }
    let contained = try? revisions(at: tag).graph.head?.id
    return Deployment(
      tag: tag, revision: contained ?? recorded, isRecorded: trailer != nil, recorded: recorded)
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
}
