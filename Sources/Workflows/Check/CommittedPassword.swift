internal import Engine
internal import Files
internal import GitRepository

/// A password in the configuration file of a tree, where all who have the repository can read it.
package struct CommittedPassword: Error, Hashable, Sendable {
  /// The configuration variable with the password in its URL.
  package let key: String
  package let path: String
}

extension Project {
  /// - Throws: ``CommittedPassword``, or what reading the tree throws.
  func refusePasswords(in tree: any Tree) throws {
    guard let text = try tree.text(at: ConfigurationFile.name) else { return }
    let file = try ConfigurationFile.parse(text, path: ConfigurationFile.name)
    guard let key = file.keys(where: DatabaseURL.hasPassword).first else { return }
    throw CommittedPassword(key: key, path: file.path)
  }
}
