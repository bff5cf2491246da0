package import Files
package import GitRepository

/// Where a command works: one of the projects of a working tree, or a plain folder of revision files.
///
/// Paths of files are relative to the top of the work tree, also where the project lies below it.
package struct Project: Sendable {
  /// Which of the projects in the repository it is.
  package let name: ProjectName
  /// `nil` outside of any repository.
  package let repository: Repository?
  /// The top of the work tree, or the plain folder.
  package let root: String
  package let environment: [String: String]
  /// The working tree's configuration; the index's where a sparse checkout has left it out.
  package let configuration: Configuration

  /// What was found of runs that were killed.
  package let leftovers: Leftovers

  /// Whether a person has named it, so that it may not be the one that is found where they stand.
  package var isNamed = false

  /// Whose programs may be run to read models.
  package var programRule = ProgramRule.own

  let engines: Engines

  init(_ name: ProjectName, in workspace: Workspace) throws {
    self.name = name
    repository = workspace.repository
    root = workspace.root
    environment = workspace.environment
    configuration = workspace.configuration(
      of: name,
      committed: try workspace.committedFile(in: name.folder)
        ?? workspace.skippedFile(in: name.folder))
    engines = try Engines(
      configuration: configuration, environment: environment,
      notesFolder: repository?.serverNotesFolder)
    leftovers = workspace.leftovers
    engines.removeLeftovers()
  }

  package var workingTree: any Tree {
    let files = DirectoryTree(root: root, name: "the working tree")
    guard let repository, repository.mayBeSparse else { return files }
    return SparseWorkingTree(files, of: repository)
  }

  /// The configuration of a tree: with its own `.gitmigrate`, or with today's where it has none.
  package func configuration(of tree: any Tree) throws -> Configuration {
    guard let committed = try committedConfiguration(of: tree) else { return configuration }
    return configuration.with(committed: committed)
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

  func committedConfiguration(of tree: any Tree) throws -> ConfigurationFile? {
    try ConfigurationFile.read(name, in: tree)
  }
}
