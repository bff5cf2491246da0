internal import Processes

extension Repository {
  /// Whether the index and the work tree equal `HEAD` at and below the paths.
  ///
  /// Untracked files do not count. Git itself is asked, for only git applies the user's filters.
  ///
  /// - Parameter paths: relative to the work tree's top; none means everything.
  package func isClean(below paths: [String] = []) async throws(GitError) -> Bool {
    guard workTree != nil else { throw GitError.bareRepository(path: gitDirectory) }
    let pathspecs = paths.map { ":(top,literal)" + $0 }
    let changes = try await git.run(
      ["--no-optional-locks", "status", "--porcelain", "--untracked-files=no", "--"] + pathspecs)
    return changes.isEmpty
  }

  /// Whether git ignores a file of the work tree; one that is added never is.
  ///
  /// Git itself is asked, whose rules are many.
  ///
  /// - Parameter path: relative to the work tree's top.
  package func ignores(_ path: String) async throws(GitError) -> Bool {
    guard let workTree else { return false }
    let answer = try await git.result(
      of: ["check-ignore", "--quiet", "--", workTree + "/" + path])
    return answer.status == .exited(0)
  }

  /// The files of the work tree below a folder that are in the index or could be added: nothing that
  /// git ignores, and nothing of another repository in it.
  ///
  /// - Parameter folder: relative to the work tree's top; empty for all of it.
  /// - Returns: their paths from the folder, in byte order.
  package func ownFiles(below folder: String) async throws(GitError) -> [String] {
    let listing = try await git.run([
      "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--full-name", "--",
      folder.isEmpty ? ":(top)" : ":(top,literal)" + folder,
    ])
    let start = folder.isEmpty ? 0 : folder.utf8.count + 1
    return Set(
      listing.split(separator: 0).map { String(decoding: $0.dropFirst(start), as: UTF8.self) }
    ).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
