extension TemporaryWorktree {
  /// Writes all files of a tree object.
  ///
  /// Git does it, since only git applies every filter that the user has configured, and fetches
  /// what a partial clone lacks; it is also twice as fast as libgit2.
  func checkOut(_ tree: ObjectID) async throws {
    try await git.run(
      Self.settings + ["read-tree", "--reset", "-u", "--no-sparse-checkout", tree.hex])
    try OutsideLinks.remove(below: directory)
  }

  /// Writes all files of an index.
  func checkOut(_ entries: IndexEntries) async throws {
    try await PromisedObjects(repository: repository).fetch(entries.all.map(\.entry.id))
    try await git.run(
      Self.settings + ["update-index", "-z", "--index-info"],
      input: entries.all.flatMap { Array("\($1.mode) \($1.id)\t\($0)\0".utf8) })
    try await git.run(Self.settings + ["checkout-index", "--all", "--quiet"])
    try OutsideLinks.remove(below: directory)
  }

  /// Nothing of the user's may notice the temporary index: no hook, be it a file or, since git 2.54,
  /// in the configuration, and no file system monitor.
  private static let settings = [
    "-c", "core.hooksPath=/dev/null", "-c", "hook.post-index-change.enabled=false",
    "-c", "core.fsmonitor=false", "-c", "core.splitIndex=false", "-c", "core.untrackedCache=false",
  ]

  private var git: GitCommand {
    var git = repository.git
    git.environment["GIT_DIR"] = repository.gitDirectory
    git.environment["GIT_WORK_TREE"] = directory
    git.environment["GIT_INDEX_FILE"] = indexFile
    git.environment["GIT_PREFIX"] = nil
    return git
  }
}
