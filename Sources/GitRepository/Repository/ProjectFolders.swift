/// The folders of a repository that have a configuration of their own, as git lists them.
package struct ProjectFolders: Sendable {
  private let git: GitCommand

  package init(git: GitCommand) { self.git = git }

  /// The folders of a work tree.
  package struct InWorkTree: Sendable {
    package var present: [String]
    /// Those that a sparse checkout has left out.
    package var skipped: [String]
  }

  /// The work tree's, also those that nobody has added yet; no other repository in it is entered.
  ///
  /// What git ignores does not count.
  package func inWorkTree() async throws(GitError) -> InWorkTree {
    let listing = try await git.run([
      "ls-files", "-t", "-z", "--cached", "--others", "--exclude-standard", "--full-name", "--",
      ":(top,glob)**/\(ConfigurationFile.name)",
    ])
    // Before each path stands what it is, and a blank.
    let lines = listing.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    func folders(_ isMeant: (String) -> Bool) -> [String] {
      Self.folders(ofConfigurations: lines.filter(isMeant).map { String($0.dropFirst(2)) })
    }
    return InWorkTree(
      present: folders { !$0.hasPrefix("S ") }, skipped: folders { $0.hasPrefix("S ") })
  }

  /// Those of a commit.
  package func of(_ commit: Commit) async throws(GitError) -> [String] {
    let listing = try await git.run(
      ["ls-tree", "-r", "-z", "--name-only", "--full-tree", commit.tree.hex])
    return Self.folders(
      ofConfigurations: listing.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        .filter(Self.isConfiguration))
  }

  static func isConfiguration(_ path: String) -> Bool {
    path.utf8.elementsEqual(ConfigurationFile.name.utf8)
      || path.hasSuffix("/" + ConfigurationFile.name)
  }

  /// Each folder once, outer ones first.
  static func folders(ofConfigurations paths: [String]) -> [String] {
    Set(paths.map { String($0.dropLast(ConfigurationFile.name.utf8.count + 1)) }).sorted()
  }
}
