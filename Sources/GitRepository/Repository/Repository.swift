internal import CLibgit2

/// A git repository, as this process's surroundings name it.
///
/// What it returns are values; a repository may be used from several tasks at once.
package final class Repository: Sendable {
  /// The work tree's folder, absolute; `nil` in a bare repository.
  package let workTree: String?

  /// The folder of this work tree's own `HEAD` and index, absolute.
  package let gitDirectory: String

  /// The folder of what all linked work trees share, absolute; most often ``gitDirectory``.
  package let commonDirectory: String

  /// The real git, for this repository.
  package let git: GitCommand

  let handle: Handle
  let indexFile: String

  init(handle: Handle, indexFile: String?, git: GitCommand) {
    let gitDirectory = Self.path(git_repository_path(handle.pointer))
    self.handle = handle
    self.git = git
    self.gitDirectory = gitDirectory
    self.commonDirectory = Self.path(git_repository_commondir(handle.pointer))
    self.workTree = git_repository_workdir(handle.pointer).map(Self.path)
    self.indexFile = indexFile ?? gitDirectory + "/index"
  }

  var pointer: OpaquePointer { handle.pointer }

  /// Whether the history before some commits was left out of the clone.
  package var isShallow: Bool { git_repository_is_shallow(pointer) == 1 }

  private static func path(_ text: UnsafePointer<CChar>?) -> String {
    PathText.withoutTrailingSlash(text.map { String(cString: $0) } ?? "")
  }
}
