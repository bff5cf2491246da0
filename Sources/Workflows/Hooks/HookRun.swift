internal import GitRepository

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
    let staged = try StagedSchema(project: project, repository: repository)
    let configuration = try await staged.configuration()
    let name = configuration.string("migrate.hook") ?? Mode.warn.rawValue
    guard let mode = Mode(rawValue: name) else { throw SettingsError.unknownHookMode(name) }
    guard configuration.string("migrate.provider") != nil else { return .silent }
    try await staged.refusePasswords()
    do {
      // What a release contains is looked after even where models are not.
      let concerns = try await mode == .off ? staged.changesRevisions() : staged.changes()
      guard concerns else { return .silent }
      let check = Check(project: project, tree: try await repository.index(), commit: staged.head)
      let report = try await mode == .off ? check.deployedReport() : check.run()
      return report.isContent ? .silent : .report(report, mode)
    } catch {
      return .failure(error, mode)
    }
  }
}
