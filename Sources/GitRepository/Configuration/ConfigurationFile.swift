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

  /// The names of what only the user's own files may set, whatever the subsection.
  private static let personalNames: Set<Substring> = [
    "confine", "database", "python", "scratchurl", "trusted",
  ]

  /// Whether a file that arrives with other people's commits may set a key.
  ///
  /// It may not name a server or a program: the first would take passwords or let a commit choose
  /// what gets migrated, the second would run whatever the commit names. Neither may it say whom
  /// to trust.
  private static func isAllowed(_ key: String) -> Bool {
    key.hasPrefix("migrate.") && !personalNames.contains(key.split(separator: ".").last ?? "")
  }
}

extension ConfigurationFile {
  /// The projects that the file tells of.
  ///
  /// - Parameter folder: the file's own folder.
  package func projects(in folder: String) -> [ProjectName] {
    var subsections: [String] = []
    for entry in entries {
      guard let name = entry.projectSubsection, !subsections.contains(name) else { continue }
      subsections.append(name)
    }
    let others = subsections.map { ProjectName(folder: folder, subsection: $0) }
    let saysModels = entries.contains { entry in
      ["migrate.models", "migrate.command"].contains(entry.key)
        || entry.key.hasPrefix("migrate.models.")
    }
    return (others.isEmpty || saysModels ? [ProjectName(folder: folder)] : []) + others
  }
}

extension ProjectName {
  /// The name of one of git's own settings that means what a key of the committed file does there.
  ///
  /// - Parameter folder: the file's own folder.
  package static func personalKey(of key: String, in folder: String) -> String {
    guard let subsection = ConfigurationEntry(key: key, value: nil).projectSubsection else {
      return ProjectName(folder: folder).key(key)
    }
    let rest = key.dropFirst("migrate.".count + subsection.count + 1)
    return ProjectName(folder: folder, subsection: subsection).key("migrate." + rest)
  }
}

extension ConfigurationEntry {
  /// The subsection such as `db.reports` that the entry is in, or in a part of.
  fileprivate var projectSubsection: String? {
    let prefix = "migrate." + ProjectName.databasePrefix
    guard key.hasPrefix(prefix) else { return nil }
    let parts = key.dropFirst(prefix.count).split(separator: ".", maxSplits: 1)
    return parts.count == 2 ? ProjectName.databasePrefix + parts[0] : nil
  }
}
