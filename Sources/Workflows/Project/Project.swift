package import Files
package import GitRepository
internal import Processes

/// Where a command works: a repository's working tree, or a plain folder of revision files.
package struct Project: Sendable {
  /// `nil` outside of any repository.
  package let repository: Repository?
  /// The folder that paths in the configuration are relative to.
  package let root: String
  package let environment: [String: String]
  /// The working tree's configuration.
  package let configuration: Configuration

  /// What was found of runs that were killed.
  package let leftovers: Leftovers

  /// Whose programs may be run to read models.
  package var programRule = ProgramRule.own

  let engines: Engines

  /// Opens the repository round a folder.
  ///
  /// - Throws: `GitError`; also where there is no repository.
  package static func openRepository(
    environment: [String: String] = ProcessEnvironment.current,
    directory: String = FileSystem.currentDirectory
  ) async throws -> Project {
    let repository = try Repository.open(environment: environment, directory: directory)
    guard let root = repository.workTree else {
      throw GitError.bareRepository(path: repository.gitDirectory)
    }
    return try await Project(
      repository: repository, root: root, environment: environment, directory: directory)
  }

  /// Opens the repository round a folder, or the folder itself where there is no repository.
  ///
  /// What runs revisions needs no more than their files: a production image has no history.
  package static func openAnywhere(
    environment: [String: String] = ProcessEnvironment.current,
    directory: String = FileSystem.currentDirectory
  ) async throws -> Project {
    do {
      return try await openRepository(environment: environment, directory: directory)
    } catch GitError.notARepository {
      return try await Project(
        repository: nil, root: directory, environment: environment, directory: directory)
    }
  }

  private init(
    repository: Repository?, root: String, environment: [String: String], directory: String
  ) async throws {
    self.repository = repository
    self.root = root
    self.environment = environment
    let tree = DirectoryTree(root: root, name: "the working tree")
    configuration = try await Configuration.load(
      committed: try Self.committedConfiguration(of: tree), repository: repository,
      environment: environment, directory: directory)
    engines = try Engines(
      configuration: configuration, environment: environment,
      notesFolder: repository?.serverNotesFolder)
    leftovers = try repository.map { try Leftovers(removingFrom: $0, root: root) } ?? Leftovers()
    engines.removeLeftovers()
  }

  package var workingTree: any Tree {
    let files = DirectoryTree(root: root, name: "the working tree")
    guard let repository, repository.mayBeSparse else { return files }
    return SparseWorkingTree(files, of: repository)
  }

  /// The configuration of a tree: with its own `.gitmigrate`, or with today's where it has none.
  package func configuration(of tree: any Tree) throws -> Configuration {
    guard let committed = try Self.committedConfiguration(of: tree) else { return configuration }
    return configuration.with(committed: committed)
  }

  /// The configuration with a committed file of this content, or with today's where there is none.
  func configuration(committed bytes: [UInt8]?) throws -> Configuration {
    guard let bytes else { return configuration }
    return configuration.with(
      committed: try ConfigurationFile.parse(String(decoding: bytes, as: UTF8.self)))
  }

  /// - Throws: ``SettingsError``; also where they allow more than those of the project's own trees.
  package func settings(of tree: any Tree) throws -> Settings {
    let settings = try Settings(try configuration(of: tree))
    try refuseWidening(by: settings, of: tree)
    return settings
  }

  /// - Throws: ``SettingsError/linkedOutside(_:)`` where files that are written in a folder of the
  ///   work tree would lie elsewhere, or among git's own.
  func refuseLinkOutside(_ folder: String) throws {
    guard let top = FileSystem.realPath(of: root),
      let real = FileSystem.realPath(of: root + "/" + folder), real.hasPrefix(top + "/"),
      TreePath.normalized(String(real.dropFirst(top.count + 1))) != nil
    else { throw SettingsError.linkedOutside(folder) }
  }

  static func committedConfiguration(of tree: any Tree) throws -> ConfigurationFile? {
    guard let text = try tree.text(at: ConfigurationFile.name) else { return nil }
    return try ConfigurationFile.parse(text, path: ConfigurationFile.name)
  }
}
