internal import Confinement
internal import Files
internal import GitRepository
package import ModelProviders
package import SchemaModel

extension Project {
  /// The provider that a tree's settings name.
  ///
  /// - Parameter dialect: `nil` for the models of all dialects, whose paths are asked for.
  /// - Throws: ``SettingsError/commandNotTrusted(_:)``, ``SettingsError/insideSubmodule(_:submodule:)``.
  package func provider(for settings: Settings, _ dialect: Dialect?) throws -> any ModelProvider {
    let environment = GitCommand.environmentWithoutGit(environment)
    switch settings.provider {
    case .sql:
      let models = settings.models(for: dialect)
      try refuseSubmodules(models + [settings.versions])
      return SQLFilesProvider(
        paths: models, excluding: settings.versions, layout: settings.layout)
    case .sqlalchemy:
      return SQLAlchemyProvider(
        modules: settings.models(for: dialect), python: try python(environment))
    case .django:
      let projects = settings.models(for: dialect)
      var python = try python(environment)
      // A virtual environment is likely to lie beside manage.py.
      python.projectRoots += projects.map { FileSystem.directory(of: root + "/" + $0) }
      return DjangoProvider(
        projects: projects, migrationsWithSQL: settings.djangoSQL, python: python)
    case .command:
      let command = settings.command ?? ""
      guard try isTrusted(command) else { throw SettingsError.commandNotTrusted(command) }
      return CommandProvider(
        command: command, folder: name.folder, environment: environment,
        isConfined: try confinesPrograms, root: root)
    }
  }

  private func python(_ environment: [String: String]) throws -> PythonSettings {
    PythonSettings(
      python: configuration.string("migrate.python"), projectRoots: projectFolders,
      environment: environment, isConfined: try confinesPrograms)
  }

  /// Whether programs that print models may write nothing but temporary files, and have no network.
  private var confinesPrograms: Bool {
    get throws { try configuration.bool("migrate.confine") ?? true && Confinement.isAvailable }
  }

  /// The project's folder, and the top of the work tree.
  private var projectFolders: [String] {
    name.folder.isEmpty ? [root] : [root + "/" + name.folder, root]
  }

  /// A commit has nothing of a submodule but the name of a commit there.
  private func refuseSubmodules(_ paths: [String]) throws {
    let submodules = try SubmodulePaths.read(in: DirectoryTree(root: root, name: root))
    for path in paths.map({ PathGlob($0)?.folder ?? $0 }) {
      let submodule = submodules.first { path == $0 || path.hasPrefix($0 + "/") }
      if let submodule { throw SettingsError.insideSubmodule(path, submodule: submodule) }
    }
  }

  // MARK: Trust

  /// Allows this clone to run a committed command, beside those it has allowed before.
  package func trust(_ command: String) throws {
    let path = trustPath
    try FileSystem.createDirectory(FileSystem.directory(of: path))
    var lines = try trustedMarks()
    lines.insert(trustMark(of: command))
    let text = lines.sorted().joined(separator: "\n") + "\n"
    try AtomicFile.write(Array(text.utf8), to: path, by: repository?.sharedTemporaryFolder)
  }

  private func isTrusted(_ command: String) throws -> Bool {
    try trustedMarks().contains(trustMark(of: command))
  }

  private func trustedMarks() throws -> Set<String> {
    let text = try FileSystem.bytes(at: trustPath).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return Set(text.split(separator: "\n").map { String($0) })
  }

  private var trustPath: String {
    (repository?.commonDirectory ?? root + "/.git") + "/migrate/trusted"
  }

  /// The same words run something else in another folder.
  private func trustMark(of command: String) -> String {
    let text = name.folder.isEmpty ? command : name.folder + "\0" + command
    return Repository.blobID(of: Array(text.utf8)).hex
  }
}
