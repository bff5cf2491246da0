internal import ArgumentParser
internal import GitRepository
internal import Workflows

/// Which project of the repository a command is for.
struct ProjectOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The project: its folder, or db.<name> where one has several databases.",
      valueName: "folder"))
  var project: String?

  func openRepository() async throws -> Project {
    try await Workspace.openRepository().project(named: project)
  }

  /// - Parameter hasVersions: whether the revisions are named, so that it does not matter where
  ///   several projects are.
  func openAnywhere(hasVersions: Bool = false) async throws -> Project {
    try await Workspace.openAnywhere(hasVersions: hasVersions)
      .project(named: project, isRequired: !hasVersions)
  }
}

/// Which project a command is for, or that it is for all.
struct ProjectsOptions: ParsableArguments {
  @OptionGroup var one: ProjectOptions

  @Flag(help: "All projects of the repository, as at the root of the work tree.")
  var all = false

  func validate() throws {
    if all, one.project != nil { throw ValidationError("--all and --project exclude each other") }
  }

  /// - Parameter commit: whose projects are meant; `nil` for those of the working tree.
  func projects(in workspace: Workspace, at commit: Commit? = nil) async throws -> [ChosenProject] {
    try await workspace.projects(named: one.project, isAll: all, at: commit)
  }
}

extension [ChosenProject] {
  /// Runs a command for each project; what fails in one of several is shown, and the others have
  /// their turn.
  ///
  /// Those that a sparse checkout has left out are only named.
  ///
  /// - Parameter names: all that the command is about, where these are some of them.
  /// - Throws: the worst exit code of several; of a single one whatever it has thrown.
  func each(
    _ output: OutputOptions, in workspace: Workspace, among names: [ProjectName] = [],
    _ body: (Project, Console) async throws -> Void
  ) async throws {
    let names = names.isEmpty ? map(\.name) : names
    guard names.count > 1 else {
      for chosen in self {
        let project = try chosen.open()
        try await body(project, output.console(for: project))
      }
      return
    }
    var worst: Int32 = 0
    for chosen in self where !chosen.isLeftOut {
      let console = await output.console(for: chosen.name, amongAll: names, in: workspace)
      do {
        try await body(try chosen.open(), console)
      } catch let code as ExitCode {
        worst = Swift.max(worst, code.rawValue)
      } catch {
        let message = Message(describing: error)
        console.show(message)
        worst = Swift.max(worst, message.voice.exitCode)
      }
    }
    let leftOut = filter(\.isLeftOut).map(\.name.description)
    if !leftOut.isEmpty {
      output.console(in: workspace).answer("Outside of the sparse checkout: \(listed(leftOut))")
    }
    if worst != 0 { throw ExitCode(worst) }
  }
}
