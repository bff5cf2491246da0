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
    try CommittedPassword.refuse(in: text)
  }
}

extension CommittedPassword {
  /// - Parameter text: the text of a tree's configuration file.
  /// - Throws: the password's place, where there is one.
  static func refuse(in text: String) throws {
    let file = try ConfigurationFile.parse(text, path: ConfigurationFile.name)
    guard let key = file.keys(where: DatabaseURL.hasPassword).first else { return }
    throw CommittedPassword(key: key, path: file.path)
  }
}
