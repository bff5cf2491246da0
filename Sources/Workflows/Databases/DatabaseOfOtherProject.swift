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
  /// - Throws: ``DatabaseOfOtherProject`` where another project that git knows has the revision; what
  ///   is wrong with another one is told where that is used.
  func refuseRevisionOfOther(_ id: RevisionID) throws(DatabaseOfOtherProject) {
    let folders = project.repository?.stagedChanges(since: nil).configuredFoldersAtHand ?? []
    let tree = DirectoryTree(root: project.root, name: "the working tree")
    let list = ProjectList(folders: folders, hasTop: false) { folder in
      try ConfigurationFile.read(ProjectName(folder: folder), in: tree)
    }
    for other in list.readable where other.name != project.name {
      let configuration = project.configuration.of(other.name, committed: other.committed)
      guard let versions = try? Settings.versions(in: configuration),
        let revisions = try? RevisionFolder(tree: tree, path: versions),
        revisions.graph.contains(id)
      else { continue }
      throw DatabaseOfOtherProject(
        url: displayURL, project: project.name, owner: other.name, revision: id.text)
    }
  }
}
