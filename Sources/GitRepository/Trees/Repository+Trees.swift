package import Files

extension Repository {
  /// The files of a commit.
  ///
  /// - Parameter name: what messages call the tree, such as `v1.2`.
  package func tree(of commit: Commit, name: String) throws(GitError) -> CommitTree {
    try CommitTree(repository: self, commit: commit, name: name)
  }

  /// What is staged, as it is now; in a hook, what is being committed.
  package func index() async throws(GitError) -> IndexTree {
    IndexTree(repository: self, records: try await IndexReader(repository: self).records())
  }

  /// The files on disk, untracked ones too.
  package func workingTree() throws(GitError) -> DirectoryTree {
    guard let workTree else { throw GitError.bareRepository(path: gitDirectory) }
    return DirectoryTree(root: workTree, name: "the working tree")
  }
}
