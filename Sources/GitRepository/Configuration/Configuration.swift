internal import CLibgit2

/// The settings of a tree: those committed with it, overridden by the user's own.
///
/// Keys are written as in git, such as `migrate.tagPattern`; the case of the section and of the
/// variable does not matter.
package struct Configuration: Hashable, Sendable {
  /// The committed file, where the tree has one.
  package let committed: ConfigurationFile?

  /// The user's settings, in increasing precedence.
  private let personal: [ConfigurationEntry]

  /// What a tree's file says, without any settings of the user's.
  package init(committed: ConfigurationFile?) {
    self.init(committed: committed, personal: [])
  }

  init(committed: ConfigurationFile?, personal: [ConfigurationEntry]) {
    self.committed = committed
    self.personal = personal
  }

  /// The same user's settings over another tree's file.
  package func with(committed: ConfigurationFile?) -> Configuration {
    Configuration(committed: committed, personal: personal)
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
    let own = personal.filter { $0.key == key }
    return (own.isEmpty ? (committed?.entries ?? []).filter { $0.key == key } : own).map(\.value)
  }
}
