internal import Engine
internal import Files
internal import GitRepository
package import ModelProviders
internal import SchemaModel

/// Makes a folder a project that git-migrate knows.
package struct Setup {
  private let workspace: Workspace
  private let project: Project

  /// - Parameter folder: the project's, from where the person stands; where they stand, where they
  ///   name none.
  /// - Throws: ``Failure/notThere(_:)``, ``SettingsError/insideSubmodule(_:submodule:)``, `GitError`.
  package init(_ workspace: Workspace, folder: String?) throws {
    self.workspace = workspace
    project = try workspace.project(ProjectName(folder: try workspace.newFolder(folder)))
  }

  package struct Report: Sendable {
    package var provider: ProviderSuggestion.Kind
    package var models: [String]
    package var dialects: [String]
    package var configurationPath: String
    package var versions: String
    package var hooks: [HookInstaller.Result]
    /// Whether grants belong to the schema, since the models have some.
    package var comparesPrivileges: Bool
  }

  package enum Failure: Error, Hashable, Sendable {
    case alreadyConfigured(path: String)
    case nothingDetected
    /// What a person names holds neither SQL nor Python.
    case unknownKind(String)
    /// What a person names is nowhere, neither from where they stand nor from the root.
    case notThere(String)
  }

  /// Writes `.gitmigrate`, makes the folder of revisions and installs the hooks.
  ///
  /// - Parameters:
  ///   - provider: what the person says; `nil` leaves it to what is there.
  ///   - models: what the person says; none means that the working tree is looked at.
  ///   - dialects: what the person says; none means that of the database that is named, if one is.
  /// - Throws: ``Failure``, ``ProjectChoiceError/ignored(_:)``, and what looking and writing throws.
  package func run(
    provider: ProviderSuggestion.Kind?, models: [String], command: String?, dialects: [String],
    installsHooks: Bool
  ) async throws -> Report {
    let path = project.name.configurationPath
    guard try await !workspace.isIgnored(project.name.folder) else {
      throw ProjectChoiceError.ignored(project.name.folder)
    }
    guard try !FileSystem.exists(project.root + "/" + path) else {
      throw Failure.alreadyConfigured(path: path)
    }
    let given = try GivenModels(project)
      .suggestion(provider ?? (command == nil ? nil : .command), models)
    guard let suggestion = try given ?? ProviderDetection.suggestion(for: folderTree) else {
      throw Failure.nothingDetected
    }
    let dialects = dialects.isEmpty ? [namedDialect.rawValue] : dialects
    let hasGrants = try await hasGrants(suggestion, dialects)
    var text = configurationText(suggestion, command: command, dialects: dialects)
    if hasGrants { text += "[migrate \"postgresql\"]\n\tprivileges = true\n" }
    let versions = project.name.path(Settings.defaultVersions)
    try project.refuseLinkOutside(versions)
    for project in try await workspace.refusingSharedVersions(of: [ChosenProject(project)]) {
      _ = try project.open()
    }
    try FileSystem.createDirectory(project.root + "/" + versions)
    try AtomicFile.write(
      Array(text.utf8), to: project.root + "/" + path, by: project.temporaryFolder)
    let hooks = installsHooks ? try await HookInstaller(project: project).install() : []
    return Report(
      provider: suggestion.provider, models: suggestion.models, dialects: dialects,
      configurationPath: path, versions: versions, hooks: hooks, comparesPrivileges: hasGrants)
  }

  private var folderTree: any Tree {
    let folder = project.name.folder
    return folder.isEmpty
      ? project.workingTree : DirectoryTree(root: project.root + "/" + folder, name: folder)
  }

  /// Whether files of SQL say who may do what; of other models only a run can tell.
  private func hasGrants(
    _ suggestion: ProviderSuggestion, _ dialects: [String]
  ) async throws -> Bool {
    guard suggestion.provider == .sql, dialects.contains(Dialect.postgresql.rawValue) else {
      return false
    }
    let folder = project.name
    let provider = SQLFilesProvider(
      paths: suggestion.models.compactMap { TreePath.normalized(folder.path($0)) },
      excluding: folder.path(Settings.defaultVersions))
    let source = try? await provider.models(
      in: project.workingTree, dialect: Dialect.postgresql.rawValue)
    return source.flatMap { GrantStatements(in: $0.scripts) } != nil
  }

  private var namedDialect: Dialect {
    (try? project.databaseURL(option: nil).dialect) ?? project.firstDialect
  }

  private func configurationText(
    _ suggestion: ProviderSuggestion, command: String?, dialects: [String]
  ) -> String {
    var lines = ["[migrate]", "\tprovider = \(suggestion.provider.rawValue)"]
    lines += suggestion.models.map { "\tmodels = \(Self.quoted($0))" }
    if let command { lines.append("\tcommand = \(Self.quoted(command))") }
    lines += dialects.map { "\tdialect = \($0)" }
    lines.append("\tversions = \(Settings.defaultVersions)")
    return lines.joined(separator: "\n") + "\n"
  }

  /// A value as git's configuration syntax wants it.
  private static func quoted(_ value: String) -> String {
    let needsQuotes = value.contains { "#;\"\\ ".contains($0) }
    guard needsQuotes else { return value }
    let escaped = value.flatMap { "\"\\".contains($0) ? "\\\($0)" : String($0) }
    return "\"\(String(escaped))\""
  }
}
