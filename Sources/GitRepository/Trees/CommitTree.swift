internal import Files

/// The files that a commit records.
///
/// Symbolic links are followed inside the tree; what leads out of it is no file of the tree, and
/// neither is a submodule.
package struct CommitTree: Tree {
  package let name: String
  package let commit: Commit

  let reader: TreeReader

  init(repository: Repository, commit: Commit, name: String) throws(GitError) {
    self.name = name
    self.commit = commit
    self.reader = TreeReader(
      repository: repository,
      entries: try CommitEntries(repository: repository, tree: commit.tree))
  }

  package func bytes(at path: String) throws -> [UInt8]? {
    try reader.bytes(at: path)
  }

  package func contents(below path: String) throws -> [(path: String, bytes: [UInt8])] {
    try reader.contents(below: path)
  }

  package func paths(below path: String) throws -> [String] {
    try reader.paths(below: path)
  }

  /// The name of the file or folder at a path: what has the same name has the same content.
  package func objectID(at path: String) throws -> ObjectID? {
    try reader.resolve(path)?.entry.id
  }

  /// The files at and below a path, in byte order, each with the name of its content.
  package func files(below path: String) throws -> [(path: String, id: ObjectID)] {
    try reader.files(below: path)
  }

  /// The content of a file that ``files(below:)`` has named.
  package func bytes(of id: ObjectID, at path: String) throws -> [UInt8] {
    try reader.bytes(of: id, at: path)
  }

  package func withDirectory<Result>(
    _ body: (String) async throws -> Result
  ) async throws -> Result {
    try await TemporaryWorktree.with(of: reader.repository) { worktree in
      try await worktree.checkOut(commit.tree)
      return try await body(worktree.directory)
    }
  }
}
