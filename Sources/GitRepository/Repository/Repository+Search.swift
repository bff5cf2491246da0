extension Repository {
  /// Where a file is that no tree at hand has.
  package struct Finding: Hashable, Sendable {
    /// The newest commit that added the file.
    package let commit: Commit
    /// The short names of the branches and tags that contain the commit, branches of this
    /// repository first; none where only a reflog leads to it.
    package let references: [String]
  }

  /// Searches all references and reflogs for a file.
  ///
  /// - Parameter pathspec: as git reads it.
  package func find(_ pathspec: String) throws(GitError) -> Finding? {
    let git = git
    let found = try BlockingCall.wait { () async throws(GitError) -> (ObjectID, [String])? in
      guard let id = try await git.commit(adding: pathspec) else { return nil }
      let prefixes = ["refs/heads", "refs/remotes", "refs/tags"]
      return (id, try await git.references(containing: id, below: prefixes))
    }
    guard let found else { return nil }
    return Finding(
      commit: try commit(found.0),
      references: found.1.map { name in
        name.split(separator: "/", maxSplits: 2).last.map { String($0) } ?? name
      }.filter { !$0.hasSuffix("/HEAD") })
  }
}
