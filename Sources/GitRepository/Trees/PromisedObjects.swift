internal import CLibgit2

/// The objects that a partial clone left at its remote, which libgit2 reports as missing.
struct PromisedObjects {
  let repository: Repository

  /// Fetches those objects that are missing, in one go, as git itself would; does nothing in a
  /// repository that is no partial clone.
  func fetch(_ ids: [ObjectID]) async throws(GitError) {
    guard let remote = try remote() else { return }
    let missing = try Set(ids.map(\.hex)).subtracting(present(ids))
    guard !missing.isEmpty else { return }
    let input = missing.sorted().map { $0 + "\n" }.joined()
    try await repository.git.run(
      [
        "-c", "fetch.negotiationAlgorithm=noop", "fetch", remote, "--quiet", "--no-tags",
        "--no-write-fetch-head", "--recurse-submodules=no", "--filter=blob:none", "--stdin",
      ], input: Array(input.utf8))
  }

  /// The remote that promised to have the objects; `nil` in a complete clone.
  private func remote() throws(GitError) -> String? {
    let reader = ConfigurationReader(repository: repository)
    let entries = try reader.entries(ofFile: repository.commonDirectory + "/config")
    if let old = entries.last(where: { $0.key == "extensions.partialclone" }) { return old.value }
    let prefix = "remote."
    let suffix = ".promisor"
    let promisor = entries.last { $0.key.hasPrefix(prefix) && $0.key.hasSuffix(suffix) }
    return promisor.map { String($0.key.dropFirst(prefix.count).dropLast(suffix.count)) }
  }

  private func present(_ ids: [ObjectID]) throws(GitError) -> [String] {
    let objects = try Handle(freedBy: git_odb_free) {
      git_repository_odb($0, repository.pointer)
    }
    let flags = GIT_ODB_LOOKUP_NO_REFRESH.rawValue
    return ids.filter { id in
      id.withRaw { git_odb_exists_ext(objects.pointer, $0, flags) } == 1
    }.map(\.hex)
  }
}
