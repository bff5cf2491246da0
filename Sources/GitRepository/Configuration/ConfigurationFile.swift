/// The committed configuration, `.gitmigrate`, as one tree has it.
package struct ConfigurationFile: Hashable, Sendable {
  /// Where a tree has the file.
  package static let name = ".gitmigrate"

  /// What messages call the file.
  package let path: String

  /// The keys that mean nothing here, or that a committed file must not set, in the file's order.
  package let ignoredKeys: [String]

  let entries: [ConfigurationEntry]

  /// All that the file says, also what it must not.
  private let everything: [ConfigurationEntry]

  /// The keys, also those that are ignored, with a value of a kind, in the file's order.
  package func keys(where isOfKind: (String) -> Bool) -> [String] {
    everything.filter { isOfKind($0.value ?? "") }.map(\.key)
  }

  /// Reads text in git-config syntax.
  ///
  /// - Parameter path: what errors call the text.
  /// - Throws: ``GitError/configurationSyntax(path:line:reason:)``.
  package static func parse(
    _ text: String, path: String = name
  ) throws(GitError) -> ConfigurationFile {
    let entries = try ConfigurationReader().entries(of: text, path: path)
    return ConfigurationFile(
      path: path,
      ignoredKeys: entries.map(\.key).filter { !isAllowed($0) },
      entries: entries.filter { isAllowed($0.key) }, everything: entries)
  }

  private static let personalKeys = ["migrate.database", "migrate.python", "migrate.trusted"]

  /// Whether a file that arrives with other people's commits may set a key.
  ///
  /// It may not name a server or a program: the first would take passwords or let a commit choose
  /// what gets migrated, the second would run whatever the commit names. Neither may it say whom
  /// to trust.
  private static func isAllowed(_ key: String) -> Bool {
    key.hasPrefix("migrate.") && !personalKeys.contains(key) && !key.hasSuffix(".scratchurl")
  }
}
