internal import Files
internal import GitRepository
internal import ModelProviders

/// What the pre-commit hook does: a check of what is about to be committed.
package struct HookRun {
  /// How much a model change without a revision weighs (`migrate.hook`).
  package enum Mode: String, Sendable {
    case warn, block, off
  }

  /// What the hook has to say.
  package enum Outcome: Sendable {
    /// Nothing that concerns the schema is staged, or all is well.
    case silent
    case report(CheckReport, Mode)
    /// The check itself failed; in the mode `warn` that stops no commit.
    case failure(any Error, Mode)
  }

  let project: Project

  package init(project: Project) { self.project = project }

  package func run() async throws -> Outcome {
    guard let repository = project.repository else { return .silent }
    let index = try await repository.index()
    let configuration = try project.configuration(of: index)
    try project.refusePasswords(in: index)
    let name = configuration.string("migrate.hook") ?? Mode.warn.rawValue
    guard let mode = Mode(rawValue: name) else { throw SettingsError.unknownHookMode(name) }
    guard configuration.string("migrate.provider") != nil else { return .silent }
    do {
      let check = Check(project: project, tree: index, commit: try repository.head())
      guard mode != .off else { return try await deployedOutcome(check, configuration, repository) }
      return try await outcome(mode, Settings(configuration), check, repository)
    } catch {
      return .failure(error, mode)
    }
  }

  private func outcome(
    _ mode: Mode, _ settings: Settings, _ check: Check, _ repository: Repository
  ) async throws -> Outcome {
    guard try await concernsSchema(settings, repository) else { return .silent }
    let report = try await check.run()
    return report.isContent ? .silent : .report(report, mode)
  }

  /// What a release contains is looked after even where models are not.
  private func deployedOutcome(
    _ check: Check, _ configuration: Configuration, _ repository: Repository
  ) async throws -> Outcome {
    guard try await changes([Settings.versions(in: configuration)], repository) else {
      return .silent
    }
    let report = try check.deployedReport()
    return report.isContent ? .silent : .report(report, .off)
  }

  /// Whether the commit changes models, revisions or the configuration.
  private func concernsSchema(_ settings: Settings, _ repository: Repository) async throws -> Bool {
    let paths = try project.provider(for: settings, nil).neededPaths
    guard let paths else { return try await changes(Self.programPatterns(settings), repository) }
    return try await changes(paths + [settings.versions, ConfigurationFile.name], repository)
  }

  /// What a program that prints DDL is likely to depend on.
  private static func programPatterns(_ settings: Settings) -> [String] {
    settings.provider == .sqlalchemy
      ? ["*.py", settings.versions, ConfigurationFile.name] : ["."]
  }

  private func changes(_ paths: [String], _ repository: Repository) async throws -> Bool {
    let head = try repository.head()?.id.hex ?? Self.emptyTree
    let names = try await repository.git.text(
      ["diff", "--cached", "--name-only", head, "--"] + paths)
    return !names.isEmpty
  }

  /// The id of the tree without files, which every repository knows.
  private static let emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
}
