internal import Files

/// A program that writes a project's hooks itself, from a file that the project commits.
package enum HookManager: String, CaseIterable, Sendable {
  case husky
  case lefthook
  case preCommit = "pre-commit"

  /// The one that looks after a project's hooks, by the files that it leaves.
  ///
  /// - Parameters:
  ///   - root: the work tree's top.
  ///   - hooksFolder: where git looks for hooks.
  static func of(root: String, hooksFolder: String) throws(FileError) -> HookManager? {
    if hooksFolder.contains("/.husky") { return .husky }
    for manager in allCases where try manager.configurationFile(in: root) != nil { return manager }
    return nil
  }

  /// The file that says what its hooks do; `nil` where there is none.
  func configurationFile(in root: String) throws(FileError) -> String? {
    for name in configurationFiles where try FileSystem.kind(of: root + "/" + name) == .file {
      return name
    }
    return nil
  }

  private var configurationFiles: [String] {
    switch self {
    case .husky: []
    case .lefthook:
      ["", "."].flatMap { dot in ["yml", "yaml", "toml", "json"].map { "\(dot)lefthook.\($0)" } }
    case .preCommit: [".pre-commit-config.yaml"]
    }
  }
}
