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
    package var suggestion: ProviderSuggestion
    /// What looks like models too and was not taken.
    package var others: [String]
    package var dialects: [String]
    package var configurationPath: String
    package var hooks: [HookInstaller.Result]
    /// Whether grants belong to the schema, since the models have some.
    package var comparesPrivileges: Bool
    /// `nil` where no tag looks like a release.
    package var tags: TagProposal?
    /// Whether there are commits, so that something may be deployed that no tag names.
    package var hasHistory = false
  }

  /// What a person says.
  package struct Request: Sendable {
    /// `nil` leaves it to what is there.
    package var provider: ProviderSuggestion.Kind?
    /// None means that the working tree is looked at.
    package var models: [String] = []
    package var command: String?
    /// None means that of the database that is named, if one is, or of what the models are written in.
    package var dialects: [String] = []
    package var installsHooks = true
    package var isDryRun = false
    /// Which of several places, the likeliest first, a person takes; `nil` where nobody is asked.
    package var choosing: (@Sendable ([ProviderSuggestion]) throws -> Int)?

    package init() {}
  }

  package enum Failure: Error, Hashable, Sendable {
    case alreadyConfigured(path: String)
    case nothingDetected
    /// There is nothing but a schema that Rails has written as Ruby.
    case onlyRuby(path: String)
    /// What a person names holds neither SQL nor Python.
    case unknownKind(String)
    /// What a person names is nowhere, neither from where they stand nor from the root.
    case notThere(String)
  }

  /// Writes `.gitmigrate`, makes the folder of revisions and installs the hooks.
  ///
  /// - Throws: ``Failure``, ``ProjectChoiceError/ignored(_:)``, and what looking and writing throws.
  package func run(_ request: Request) async throws -> Report {
    let path = project.name.configurationPath
    guard try await !workspace.isIgnored(project.name.folder) else {
      throw ProjectChoiceError.ignored(project.name.folder)
    }
    guard try !FileSystem.exists(project.root + "/" + path) else {
      throw Failure.alreadyConfigured(path: path)
    }
    let (suggestion, others) = try await suggestion(request)
    let scripts = await scripts(suggestion)
    let dialects = request.dialects.isEmpty ? [dialect(of: scripts).rawValue] : request.dialects
    var report = Report(
      suggestion: suggestion, others: others, dialects: dialects, configurationPath: path,
      hooks: [],
      comparesPrivileges: dialects.contains(Dialect.postgresql.rawValue)
        && GrantStatements(in: scripts) != nil,
      tags: try tags())
    report.hasHistory = try project.repository?.head() != nil
    let versions = project.name.path(Settings.defaultVersions)
    try project.refuseLinkOutside(versions)
    for project in try await workspace.refusingSharedVersions(of: [ChosenProject(project)]) {
      _ = try project.open()
    }
    if request.isDryRun { return report }
    try FileSystem.createDirectory(project.root + "/" + versions)
    try AtomicFile.write(
      Array(configurationText(report, command: request.command).utf8),
      to: project.root + "/" + path, by: project.temporaryFolder)
    if let command = request.command { try project.trust(command) }
    if request.installsHooks {
      report.hooks = try await HookInstaller(project: project).install()
    } else {
      try HookReminder(project)?.settle()
    }
    return report
  }

  /// What is taken, and what looks like models too.
  private func suggestion(
    _ request: Request
  ) async throws -> (ProviderSuggestion, others: [String]) {
    let given = try GivenModels(project).suggestion(
      request.provider ?? (request.command == nil ? nil : .command), request.models)
    if var given {
      if given.provider == .sql, let folder = given.models.first {
        given.layout = try ProviderDetection.layout(of: folder, in: folderTree)
      }
      return (given, [])
    }
    return try await detected(request)
  }

  private func detected(
    _ request: Request
  ) async throws -> (ProviderSuggestion, others: [String]) {
    let files = try await project.repository?.ownFiles(below: project.name.folder)
    var found = try ProviderDetection.suggestions(for: folderTree, among: files)
    let ruby = try ProviderDetection.rubySchema(in: folderTree, among: files)
    guard !found.isEmpty else { throw ruby.map(Failure.onlyRuby) ?? Failure.nothingDetected }
    let chosen = found.count > 1 ? try request.choosing?(found) ?? 0 : 0
    let taken = found.remove(at: chosen)
    return (taken, found.map(\.description) + (ruby.map { ["\($0) (Ruby)"] } ?? []))
  }

  /// What tags in the history of HEAD are named like, and which is deployed.
  private func tags() throws -> TagProposal? {
    guard let repository = project.repository, let head = try repository.head() else { return nil }
    let tags = try repository.reachableTags(from: head, among: repository.tags())
    guard var proposal = TagProposal(tags, folder: project.name.folder) else { return nil }
    // The one that all commands will take.
    let pattern = TagPattern(proposal.pattern)
    proposal.deployed = try repository.nearestTag(from: head) { tag in
      pattern.matches(tag.name) && tag.version?.isPreRelease != true
    }
    return proposal
  }

  private var folderTree: any Tree {
    let folder = project.name.folder
    return DirectoryTree(
      root: folder.isEmpty ? project.root : project.root + "/" + folder, name: folder)
  }

  /// Files of SQL, as far as they can be read; what other models declare only a run can tell.
  private func scripts(_ suggestion: ProviderSuggestion) async -> [SourceText] {
    guard suggestion.provider == .sql else { return [] }
    let folder = project.name
    let provider = SQLFilesProvider(
      paths: suggestion.models.compactMap { TreePath.normalized(folder.path($0)) },
      excluding: folder.path(Settings.defaultVersions), layout: suggestion.layout)
    let source = try? await provider.models(
      in: project.workingTree, dialect: Dialect.postgresql.rawValue)
    return source?.scripts ?? []
  }

  private func dialect(of scripts: [SourceText]) -> Dialect {
    if let named = try? project.databaseURL(option: nil).dialect { return named }
    return SQLDialectMarks.arePostgreSQLs(scripts) ? .postgresql : project.firstDialect
  }

  private func configurationText(_ report: Report, command: String?) -> String {
    var lines = ["[migrate]", "\tprovider = \(report.suggestion.provider.rawValue)"]
    lines += report.suggestion.models.map { "\tmodels = \(Self.quoted($0))" }
    if let layout = report.suggestion.layout { lines.append("\tlayout = \(layout.rawValue)") }
    if let command { lines.append("\tcommand = \(Self.quoted(command))") }
    lines += report.dialects.map { "\tdialect = \($0)" }
    lines.append("\tversions = \(Settings.defaultVersions)")
    if let tags = report.tags, !tags.isDefault {
      lines.append("\ttagPattern = \(Self.quoted(tags.pattern))")
    }
    if report.comparesPrivileges { lines += ["[migrate \"postgresql\"]", "\tprivileges = true"] }
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
