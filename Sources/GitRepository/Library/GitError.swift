package import Files

/// What went wrong with a repository, as facts.
///
/// Where libgit2 or git said something itself, its words are kept as they came.
package enum GitError: Error, Hashable, Sendable {
  /// Neither the folder nor one above it is a repository.
  case notARepository(path: String)

  /// The operation needs a work tree and the repository has none.
  case bareRepository(path: String)

  /// The repository belongs to another user and git's `safe.directory` does not name it.
  case dubiousOwnership(path: String)

  /// The repository uses something that libgit2 cannot read, such as `reftable`.
  case unsupported(feature: String)

  /// No commit, tag or branch has that name; in a shallow clone it may exist in the origin.
  case notFound(name: String, isShallow: Bool)

  /// An abbreviated object id that several objects share.
  case ambiguous(name: String)

  /// The name exists but does not lead to a commit.
  case notACommit(name: String)

  /// The tag exists and names a file or a tree.
  case tagWithoutCommit(name: String)

  /// A file that git has left out of the work tree, as the patterns of the sparse checkout say.
  case outsideSparseCheckout(path: String)

  /// A file of a tree whose content is neither in the repository nor at its promisor remote.
  case missingObject(path: String, id: ObjectID)

  /// The index that git can read and this module cannot, or that neither can.
  case indexNotReadable(reason: String)

  /// Text that is not in git-config syntax; the line counts from 1.
  case configurationSyntax(path: String, line: Int?, reason: String)

  /// A setting whose value is not of the kind that it must be.
  case configurationValue(key: String, value: String)

  /// The git command ran and failed; `status` is `nil` where a signal ended it.
  case commandFailed(arguments: [String], status: Int32?, message: String)

  /// The git command could not be started.
  case commandNotRun(reason: String)

  /// The operating system refused a file.
  case file(FileError)

  /// Any other refusal of libgit2.
  case library(code: Int32, message: String)
}
