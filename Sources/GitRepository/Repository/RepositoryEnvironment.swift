/// What git's environment variables say of the repository, relative paths made absolute.
///
/// libgit2 can read the variables itself, but refuses `GIT_WORK_TREE`, and knows only those that
/// the process was started with.
struct RepositoryEnvironment {
  let variables: [String: String]

  /// Where the user is, absolute.
  let directory: String

  var gitDirectory: String? { path("GIT_DIR") }
  var workTree: String? { path("GIT_WORK_TREE") }
  var objectDirectory: String? { path("GIT_OBJECT_DIRECTORY") }
  var commonDirectory: String? { path("GIT_COMMON_DIR") }

  var alternateObjectDirectories: [String] {
    (variables["GIT_ALTERNATE_OBJECT_DIRECTORIES"] ?? "").split(separator: ":").map {
      PathText.absolute(String($0), in: directory)
    }
  }

  /// The folders above which the search for a repository ends, separated by `:`.
  var ceilings: String? { variables["GIT_CEILING_DIRECTORIES"] }

  var crossesFileSystems: Bool {
    ["1", "true", "yes", "on"].contains(variables["GIT_DISCOVERY_ACROSS_FILESYSTEM"] ?? "")
  }

  /// The index file; hooks of a partial commit see another one than the repository's.
  ///
  /// - Parameter top: what a relative path is relative to, which is the work tree's top for git.
  func indexFile(top: String) -> String? {
    value("GIT_INDEX_FILE").map { PathText.absolute($0, in: top) }
  }

  private func path(_ name: String) -> String? {
    value(name).map { PathText.absolute($0, in: directory) }
  }

  private func value(_ name: String) -> String? {
    guard let value = variables[name], !value.isEmpty else { return nil }
    return value
  }
}
