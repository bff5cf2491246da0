internal import Files
package import GitRepository
internal import Revisions

/// A database in which revisions of another project of the repository have run.
///
/// They are nothing to take back: the database is named for the wrong project, or two share one.
package struct DatabaseOfOtherProject: Error, Hashable, Sendable {
  /// What messages call the database.
  package let url: String
  package let project: ProjectName
  package let owner: ProjectName
  /// A revision that has run there.
  package let revision: String
}

extension DatabaseProject {
  /// - Throws: ``DatabaseOfOtherProject`` where another project that git knows has the revision, and
  ///   what reading the projects throws.
  func refuseRevisionOfOther(_ id: RevisionID) throws {
    guard let repository = project.repository else { return }
    for folder in repository.stagedChanges(since: nil).configuredFoldersAtHand ?? [] {
      guard let file = try ConfigurationFile.read(ProjectName(folder: folder), in: tree) else {
        continue
      }
      for other in file.projects(in: folder) where other != project.name {
        let versions = try Settings.versions(in: project.configuration.of(other, committed: file))
        guard try RevisionFolder(tree: tree, path: versions).graph.contains(id) else { continue }
        throw DatabaseOfOtherProject(
          url: displayURL, project: project.name, owner: other, revision: id.text)
      }
    }
  }

  private var tree: DirectoryTree { DirectoryTree(root: project.root, name: "the working tree") }
}
