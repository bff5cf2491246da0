/// A tree's files by path, as recorded: symbolic links are entries of their own.
protocol TreeEntries: Sendable {
  /// What the tree has at a path; the empty path is the tree's own directory.
  func entry(at path: String) throws(GitError) -> TreeEntry?

  /// All files and links at any depth below a directory, in byte order of their whole paths.
  func entries(below directory: String) throws(GitError) -> [(path: String, entry: TreeEntry)]
}
