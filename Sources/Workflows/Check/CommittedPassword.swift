internal import Engine
internal import Files
internal import GitRepository

/// A password in the configuration file of a tree, where all who have the repository can read it.
package struct CommittedPassword: Error, Hashable, Sendable {
  /// The configuration variable with the password in its URL.
  package let key: String
  package let path: String

  /// The variable of a person's own configuration that means the same.
  package var personalKey: String {
    ProjectName.personalKey(of: key, in: FileSystem.directory(of: path))
  }
}

extension Project {
  /// - Throws: ``CommittedPassword``, or what reading the tree throws.
  func refusePasswords(in tree: any Tree) throws {
    if let file = try committedConfiguration(of: tree) { try CommittedPassword.refuse(in: file) }
  }
}

extension CommittedPassword {
  /// - Throws: the password's place, where there is one.
  static func refuse(in file: ConfigurationFile) throws {
    guard let key = file.keys(where: DatabaseURL.hasPassword).first else { return }
    throw CommittedPassword(key: key, path: file.path)
  }
}
