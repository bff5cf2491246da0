internal import Files
internal import Processes

/// A path of the repository in a command that a person can paste into a shell, from the folder in
/// which they are.
enum CommandPath {
  /// - Parameter path: relative to the root of the work tree.
  static func quoted(_ path: String) -> String {
    ShellWord.quoted(TreePath.relative(path, to: folder))
  }

  /// The path for a command of git that takes pathspecs: below the root with `:/`, so that it can be
  /// pasted anywhere in the work tree: <https://git-scm.com/docs/gitglossary#Documentation/gitglossary.txt-pathspec>.
  ///
  /// - Parameter path: relative to the root of the work tree.
  static func pathspec(_ path: String) -> String { pathspec(path, in: folder) }

  static func pathspec(_ path: String, in folder: String) -> String {
    ShellWord.quoted(folder.isEmpty ? path : ":/" + path)
  }

  /// Where the person stands below the root of the work tree; empty at the root.
  static let folder = folder(
    current: FileSystem.currentDirectory, prefix: ProcessEnvironment["GIT_PREFIX"])

  /// - Parameters:
  ///   - current: the current folder, absolute.
  ///   - prefix: what git tells of the folder in which the person called it, before it went to the
  ///     root, as it does for hooks.
  static func folder(current: String, prefix: String?) -> String {
    var root = current
    while !root.isEmpty, root != "/", !isRoot(root) { root = FileSystem.directory(of: root) }
    guard isRoot(root), root != current else {
      return (prefix ?? "").split(separator: "/").joined(separator: "/")
    }
    return current.dropFirst(root.count).split(separator: "/").joined(separator: "/")
  }

  private static func isRoot(_ folder: String) -> Bool {
    (try? FileSystem.kind(of: folder + "/.git")) != nil
  }
}
