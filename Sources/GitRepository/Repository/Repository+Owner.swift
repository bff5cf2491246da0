internal import Glibc
internal import Processes

extension Repository {
  /// Refuses a repository that git would call one of dubious ownership.
  ///
  /// libgit2 has this check too, but knows neither `safe.directory=*` nor settings from the
  /// environment. So what does not obviously belong to the user is left to git's own decision.
  func checkOwner() throws(GitError) {
    let places = [workTree, workTree.map { $0 + "/.git" }, gitDirectory].compactMap(\.self)
    guard !places.allSatisfy(Self.belongsToUser) else { return }
    let git = git
    let answer = try BlockingCall.wait { () async throws(GitError) in
      try await git.result(of: ["rev-parse", "--git-dir"])
    }
    guard answer.status == .exited(0) else {
      throw GitError.dubiousOwnership(path: workTree ?? gitDirectory)
    }
  }

  /// A path that leads to nothing belongs to nobody else.
  private static func belongsToUser(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) != 0 || status.st_uid == geteuid()
  }
}
