package import GitRepository

/// What the pre-commit hook does: a check of what is about to be committed, for each project.
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

    package var isSilent: Bool { if case .silent = self { true } else { false } }
  }

  let workspace: Workspace

  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// What there is to say of each project; none where there is no repository.
  package func run() async throws -> [(project: ProjectName, outcome: Outcome)] {
    guard let repository = workspace.repository else { return [] }
    let staged = try StagedProjects(workspace, repository: repository)
    let projects = try await staged.all()
    var outcomes: [(project: ProjectName, outcome: Outcome)] = []
    for project in projects {
      guard let outcome = try await outcome(of: project, staged, repository) else { continue }
      outcomes.append((project.name, outcome))
    }
    if outcomes.contains(where: { !$0.outcome.isSilent }), let shared = sharedVersions(projects) {
      outcomes.append((shared.other, .failure(shared, .warn)))
    }
    return outcomes
  }

  /// - Returns: `nil` where there is no project.
  private func outcome(
    of project: StagedProjects.Staged, _ staged: StagedProjects, _ repository: Repository
  ) async throws -> Outcome? {
    do {
      let schema = try project.schema.get()
      guard schema.configuration.isConfigured else { return nil }
      return try await outcome(of: schema, staged, repository)
    } catch  where !project.name.folder.isEmpty && !(error is CommittedPassword) {
      // What somebody else has written into a configuration is no fault of this commit.
      let path = project.name.configurationPath
      return try await staged.changes.exist(atOrBelow: [path]) ? .failure(error, .warn) : .silent
    } catch {
      return .failure(error, .block)
    }
  }

  private func sharedVersions(_ projects: [StagedProjects.Staged]) -> SharedVersions? {
    let schemas = projects.compactMap { try? $0.schema.get() }
    return SharedVersions.all(among: schemas.map(\.configuration).filter(\.isConfigured)).first
  }

  private func outcome(
    of schema: StagedSchema, _ staged: StagedProjects, _ repository: Repository
  ) async throws -> Outcome {
    let name = schema.configuration.string("migrate.hook") ?? Mode.warn.rawValue
    guard let mode = Mode(rawValue: name) else { throw SettingsError.unknownHookMode(name) }
    try schema.refusePasswords()
    do {
      // What a release contains is looked after even where models are not.
      let concerns = try await mode == .off ? schema.changesRevisions() : schema.changes()
      guard concerns else { return .silent }
      let check = Check(
        project: try workspace.project(schema.name), tree: try await repository.index(),
        commit: staged.head)
      let report = try await mode == .off ? check.deployedReport() : check.run()
      return report.isContent ? .silent : .report(report, mode)
    } catch {
      return .failure(error, mode)
    }
  }
}
