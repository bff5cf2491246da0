internal import CLibgit2

/// The settings of a project in a tree: those committed with it, overridden by the user's own.
///
/// Keys are written as in git, such as `migrate.tagPattern`; the case of the section and of the
/// variable does not matter. A key of the section `migrate` is looked up in the project's own
/// subsection first.
package struct Configuration: Hashable, Sendable {
  /// The committed file, where the tree has one.
  package let committed: ConfigurationFile?

  /// Whose settings these are.
  package let project: ProjectName

  /// The user's settings, in increasing precedence.
  private let personal: [ConfigurationEntry]

  /// What a tree's file says, without any settings of the user's.
  package init(committed: ConfigurationFile?) {
    self.init(committed: committed, personal: [])
  }

  init(
    committed: ConfigurationFile?, personal: [ConfigurationEntry], project: ProjectName = .top
  ) {
    self.committed = committed
    self.personal = personal
    self.project = project
  }

  /// The same user's settings over another tree's file.
  package func with(committed: ConfigurationFile?) -> Configuration {
    Configuration(committed: committed, personal: personal, project: project)
  }

  /// The same user's settings for another project.
  package func of(_ project: ProjectName, committed: ConfigurationFile?) -> Configuration {
    Configuration(committed: committed, personal: personal, project: project)
  }

  /// The value that counts; `nil` where the key is not set.
  package func string(_ key: String) -> String? {
    strings(key).last
  }

  /// All values of a key that may be given several times.
  ///
  /// The user's values replace the committed ones, they are not added to them.
  package func strings(_ key: String) -> [String] {
    values(key).map { $0 ?? "" }
  }

  /// Whether a switch is on; `nil` where it is not set.
  ///
  /// - Throws: ``GitError/configurationValue(key:value:)`` for what git takes for no boolean.
  package func bool(_ key: String) throws(GitError) -> Bool? {
    guard let value = values(key).last else { return nil }
    Libgit2.start
    var answer: Int32 = 0
    guard git_config_parse_bool(&answer, value) == 0 else {
      throw GitError.configurationValue(key: key, value: value ?? "")
    }
    return answer != 0
  }

  private func values(_ key: String) -> [String?] {
    let key = ConfigurationEntry.normalized(key)
    for (entries, key) in places(of: key) {
      let found = entries.filter { $0.key == key }
      if !found.isEmpty { return found.map(\.value) }
    }
    return []
  }

  /// Where a key is looked up, in decreasing precedence.
  private func places(of key: String) -> [([ConfigurationEntry], key: String)] {
    let committed = committed?.entries ?? []
    guard project != .top, key.hasPrefix("migrate.") else {
      return [(personal, key), (committed, key)]
    }
    var places = [(personal, key: project.key(key))]
    if !ProjectKeys.areOwn(key) { places.append((personal, key)) }
    if let subsection = project.subsection {
      places.append((committed, ProjectName.key(key, in: subsection)))
      if ProjectKeys.areSchema(key) { return places }
    }
    return places + [(committed, key)]
  }
}

/// The keys that say which project it is, and so are never those of another one.
private enum ProjectKeys {
  /// Whether the user's setting for the project at the root is none for the others.
  static func areOwn(_ key: String) -> Bool {
    areSchema(key)
      || ["migrate.provider", "migrate.dialect", "migrate.tagpattern", "migrate.database"]
        .contains(key)
  }

  /// Whether the key names what a schema is made of: two databases of a program differ in that.
  static func areSchema(_ key: String) -> Bool {
    ["migrate.models", "migrate.layout", "migrate.command", "migrate.versions"].contains(key)
      || key.hasPrefix("migrate.models.")
  }
}
