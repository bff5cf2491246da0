internal import CLibgit2
internal import Files
internal import Processes

extension Repository {
  /// Opens the repository that git would use here: as the environment names it, as in a hook or
  /// after `git --git-dir`, or else the nearest one at or above the directory.
  ///
  /// - Parameter directory: an absolute path.
  /// - Throws: ``GitError/notARepository(path:)``, ``GitError/unsupported(feature:)``,
  ///   ``GitError/dubiousOwnership(path:)``.
  package static func open(
    environment: [String: String] = ProcessEnvironment.current,
    directory: String = FileSystem.currentDirectory
  ) throws(GitError) -> Repository {
    let surroundings = RepositoryEnvironment(variables: environment, directory: directory)
    let handle = try find(surroundings)
    try useWorkTree(of: surroundings, in: handle)
    try useObjects(of: surroundings, in: handle)
    let top = git_repository_workdir(handle.pointer).map { String(cString: $0) } ?? directory
    let repository = Repository(
      handle: handle, indexFile: surroundings.indexFile(top: top),
      git: GitCommand(environment: environment, directory: directory))
    try repository.check(surroundings)
    return repository
  }

  private static func find(_ surroundings: RepositoryEnvironment) throws(GitError) -> Handle {
    let path = surroundings.gitDirectory ?? surroundings.directory
    do throws(GitError) {
      return try Handle(freedBy: git_repository_free) {
        git_repository_open_ext($0, path, flags(surroundings), surroundings.ceilings)
      }
    } catch .library(GIT_ENOTFOUND.rawValue, _) {
      throw GitError.notARepository(path: path)
    } catch .library(_, let message) where message.contains("extension name extensions.") {
      throw GitError.unsupported(feature: unsupportedFeature(message))
    } catch .library(_, let message) where message.contains("unknown object format") {
      // libgit2 1.8 and later know the extension, and no format but SHA-1.
      throw GitError.unsupported(feature: unsupportedFeature("extensions.objectformat"))
    }
  }

  private static func flags(_ surroundings: RepositoryEnvironment) -> UInt32 {
    if surroundings.gitDirectory != nil {
      return GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue
    }
    return surroundings.crossesFileSystems ? GIT_REPOSITORY_OPEN_CROSS_FS.rawValue : 0
  }

  /// What an extension's name, the last word of the library's message, means to people.
  private static func unsupportedFeature(_ message: String) -> String {
    let name = message.split(separator: " ").last.map(String.init) ?? message
    switch name {
    case "extensions.objectformat": return "SHA-256 object names"
    case "extensions.refstorage": return "reftable"
    default: return name
    }
  }

  /// As in git, the current directory is the work tree where only `GIT_DIR` is given and the
  /// repository does not know better.
  private static func useWorkTree(
    of surroundings: RepositoryEnvironment, in handle: Handle
  ) throws(GitError) {
    var workTree = surroundings.workTree
    if workTree == nil, surroundings.gitDirectory != nil,
      git_repository_is_bare(handle.pointer) == 0, try !knowsWorkTree(handle)
    {
      workTree = surroundings.directory
    }
    guard let workTree else { return }
    try Libgit2.check(git_repository_set_workdir(handle.pointer, workTree, 0))
  }

  private static func knowsWorkTree(_ handle: Handle) throws(GitError) -> Bool {
    let configuration = try Handle(freedBy: git_config_free) {
      git_repository_config_snapshot($0, handle.pointer)
    }
    var value: UnsafePointer<CChar>?
    return try Libgit2.found(git_config_get_string(&value, configuration.pointer, "core.worktree"))
  }

  /// A server's receiving hooks see objects that are in quarantine beside the repository's.
  private static func useObjects(
    of surroundings: RepositoryEnvironment, in handle: Handle
  ) throws(GitError) {
    guard let directory = surroundings.objectDirectory else { return }
    let objects = try Handle(freedBy: git_odb_free) { git_odb_open($0, directory) }
    for alternate in surroundings.alternateObjectDirectories {
      try Libgit2.check(git_odb_add_disk_alternate(objects.pointer, alternate))
    }
    try Libgit2.check(git_repository_set_odb(handle.pointer, objects.pointer))
  }

  private func check(_ surroundings: RepositoryEnvironment) throws(GitError) {
    if surroundings.gitDirectory == nil { try checkOwner() }
    guard let common = surroundings.commonDirectory else { return }
    guard RealPath.of(common) == RealPath.of(commonDirectory) else {
      throw GitError.unsupported(feature: "GIT_COMMON_DIR")
    }
  }
}
