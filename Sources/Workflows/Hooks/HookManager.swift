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

  /// The files that say what happens at some events, relative to the work tree's top.
  func files(
    for events: [String], root: String, hooksFolder: String
  ) throws(FileError) -> [(path: String, events: [String])] {
    guard self == .husky else {
      return [try configurationFile(in: root)].compactMap(\.self).map { ($0, events) }
    }
    // Since version 9 git looks into a folder that husky makes beside its scripts.
    let scripts = hooksFolder.hasSuffix("/_") ? String(hooksFolder.dropLast(2)) : hooksFolder
    let folder = scripts.hasPrefix(root + "/") ? String(scripts.dropFirst(root.count + 1)) : scripts
    return events.map { ("\(folder)/\($0)", [$0]) }
  }

  /// The events at which nothing of ours runs yet, as far as a file's text tells.
  func missing(_ events: [String], in text: String) -> [String] {
    let checksCommits =
      text.contains("git-migrate check") || self == .preCommit && text.contains("id: git-migrate\n")
    return events.filter { event in
      !text.contains("git-migrate hook run \(event)")
        && !(checksCommits && HookScript.events.contains(event))
    }
  }

  /// The file that says what its hooks do; `nil` where there is none.
  private func configurationFile(in root: String) throws(FileError) -> String? {
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
