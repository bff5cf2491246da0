extension GitCommand {
  /// The variables that belong to one repository, as `git rev-parse --local-env-vars` lists them.
  package static let localEnvironmentVariables: Set<String> = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS", "GIT_DIR", "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
  ]

  /// An environment for a program that may run git itself, in whatever repository it likes.
  ///
  /// In a hook, git's variables would lead such a program to the repository of the commit.
  package static func environmentWithoutGit(_ environment: [String: String]) -> [String: String] {
    environment.filter { !localEnvironmentVariables.contains($0.key) }
  }

  /// The same command without git's local variables.
  package var withoutLocalEnvironment: GitCommand {
    GitCommand(environment: Self.environmentWithoutGit(environment), directory: directory)
  }
}
