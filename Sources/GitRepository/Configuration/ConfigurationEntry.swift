/// One line of configuration.
struct ConfigurationEntry: Hashable, Sendable {
  /// The section and the variable in lower case, the subsection as written.
  let key: String

  /// `nil` for a variable without `=`, which stands for true.
  let value: String?

  init(key: String, value: String?) {
    self.key = Self.normalized(key)
    self.value = value
  }

  /// A key as git compares it: `Migrate.Sub.TagPattern` as `migrate.Sub.tagpattern`.
  static func normalized(_ key: String) -> String {
    guard let first = key.firstIndex(of: "."), let last = key.lastIndex(of: ".") else {
      return key.lowercased()
    }
    return key[..<first].lowercased() + key[first..<last] + key[last...].lowercased()
  }
}
