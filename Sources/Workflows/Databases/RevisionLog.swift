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
    let releases = try Self.releases(project, folder.graph.baseline)
    return RevisionLog(
      entries: folder.graph.files.reversed().map { file in
        Entry(file: file, release: releases[file.id], isHead: heads.contains(file.id))
      })
  }

  /// Of each revision the first release that contains it, among those that HEAD contains; a baseline
  /// is what the release has that it stands for.
  private static func releases(
    _ project: Project, _ baseline: RevisionFile?
  ) throws -> [RevisionID: Tag] {
    let releases = try project.releases(reachableFrom: project.repository?.head())
    var first = try DeployedFiles(releases.sorted(), in: project).releases
    if let baseline, let tag = releases.first(where: { $0.name == baseline.baselineTag }) {
      first[baseline.id] = tag
    }
    return first
  }
}
