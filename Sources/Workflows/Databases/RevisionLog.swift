package import GitRepository
package import Revisions

/// The revisions of the working tree, newest first, with the releases that deployed them.
package struct RevisionLog: Sendable {
  package var entries: [Entry]

  package struct Entry: Sendable {
    package var file: RevisionFile
    /// The first release that contains the revision.
    package var release: Tag?
    package var isHead: Bool
  }

  /// - Throws: what reading the repository and its revisions throws.
  package static func read(_ project: Project, versions: String?) throws -> RevisionLog {
    let folder = try DatabaseProject.folder(in: project, versions: versions)
    let heads = Set(folder.graph.heads.map(\.id))
    let releases = try Self.releases(project)
    return RevisionLog(
      entries: folder.graph.files.reversed().map { file in
        Entry(
          file: file, release: releases.first { $0.revisions.contains(file.id) }?.tag,
          isHead: heads.contains(file.id))
      })
  }

  /// The releases that HEAD contains, oldest version first, with the revisions of each.
  private static func releases(
    _ project: Project
  ) throws -> [(tag: Tag, revisions: Set<RevisionID>)] {
    guard let repository = project.repository, let head = try repository.head() else { return [] }
    return try project.releases(among: repository.tags()).compactMap { tag in
      guard try repository.isAncestor(tag.target, of: head.id) else { return nil }
      let graph = try project.revisions(at: tag).graph
      return (tag, Set(graph.files.map(\.id)))
    }
  }
}
