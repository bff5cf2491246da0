internal import ArgumentParser
internal import Files
internal import GitRepository
internal import Revisions
internal import Workflows

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Tell whether models and revisions agree; exit with 1 where they do not.")

  @Argument(help: "A commit or tag; without it, the working tree.")
  var commit: String?

  @Flag(help: "Look at what is staged.")
  var staged = false

  @Option(
    help: ArgumentHelp(
      "Print for people or programs: text, porcelain, json, github, gitlab or sarif.",
      valueName: "format"))
  var format: CheckFormat?

  @Flag(help: "Print one line for each difference, for programs.")
  var porcelain = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(name: .shortAndLong, help: "Say nothing where all is well.")
  var quiet = false

  @OptionGroup var places: ProjectsOptions

  @OptionGroup var programs: ProgramOptions

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if staged, commit != nil { throw ValidationError("--staged and a commit exclude each other") }
    guard formats.count < 2 else { throw ValidationError("only one format can be printed") }
  }

  private var formats: [CheckFormat] {
    [format, porcelain ? .porcelain : nil, json ? .json : nil].compactMap(\.self)
  }

  func run() async throws {
    let workspace = try await Workspace.openRepository()
    let format = formats.first ?? .text
    let (chosen, names) = try await projects(in: workspace, onlyTouched: format == .text)
    guard !chosen.isEmpty else {
      if !quiet { Self.answerUntouched(on: output.console(in: workspace)) }
      return
    }
    guard format == .text else {
      let console = output.console(in: workspace)
      let checks = try await checks(of: chosen, console)
      return try await CheckOutput(format: format, console: console).show(checks)
    }
    try await chosen.each(output, in: workspace, among: names) { project, console in
      try await show(try await check(of: project, console), console)
    }
  }

  /// The projects to look at, and the names of all those that the command is about.
  private typealias Choice = (chosen: [ChosenProject], names: [ProjectName])

  /// - Parameter onlyTouched: whether to look only at those that what is staged concerns.
  private func projects(in workspace: Workspace, onlyTouched: Bool) async throws -> Choice {
    if staged {
      return try await Self.staged(
        in: workspace, named: places.one.project, isAll: places.all, onlyTouched: onlyTouched)
    }
    let commit = try commit.map { try workspace.repository?.commit(named: $0) } ?? nil
    let projects = try await places.projects(in: workspace, at: commit)
    let chosen = try await workspace.refusingSharedVersions(of: projects)
    return (quiet ? chosen.filter { !$0.isLeftOut } : chosen, projects.map(\.name))
  }

  private static func staged(
    in workspace: Workspace, named name: String?, isAll: Bool, onlyTouched: Bool
  ) async throws -> Choice {
    guard let repository = workspace.repository else { return ([], []) }
    return try await StagedProjects(workspace, repository: repository)
      .projects(named: name, isAll: isAll, onlyTouched: onlyTouched)
  }

  /// Whether nothing that is staged concerns the schema of the project or projects that are meant
  /// where nobody says which.
  static func isUntouched(in workspace: Workspace) async throws -> Bool {
    try await staged(in: workspace, named: nil, isAll: false, onlyTouched: true).chosen.isEmpty
  }

  static func answerUntouched(on console: Console) {
    console.answer("Nothing staged changes models or revisions")
  }

  private func show(_ check: Workflows.Check, _ console: Console) async throws {
    let report = try await check.run().complete()
    if !quiet { GrantsWarning(report.notes)?.show(on: console) }
    guard report.isContent else {
      CheckMessages(report: report, colors: console.errorColors).messages.forEach(console.show)
      throw ExitCode(1)
    }
    if quiet { return }
    let answer = "Models and revisions of \(report.tree) agree"
    console.answer(console.mention.labelled(answer))
    UnrecordedWords.advise(try await check.unrecordedRelease(), console)
  }

  // MARK: What is compared

  private func checks(
    of projects: [ChosenProject], _ console: Console
  ) async throws -> [CheckOutput.Part] {
    var checks: [CheckOutput.Part] = []
    for chosen in projects where !chosen.isLeftOut {
      do {
        checks.append((chosen.name, .success(try await check(of: try chosen.open(), console))))
      } catch {
        checks.append((chosen.name, .failure(error)))
      }
    }
    return checks
  }

  private func check(of project: Project, _ console: Console) async throws -> Workflows.Check {
    guard let repository = project.repository else {
      throw GitError.notARepository(path: project.root)
    }
    var project = project
    project.programRule = programs.rule(console)
    if let commit {
      let found = try repository.commit(named: commit)
      let isPast = try repository.head()?.id != found.id
      return Workflows.Check(
        project: project, tree: try repository.tree(of: found, name: commit), commit: found,
        allowsStubs: isPast)
    }
    let head = try repository.head()
    let tree: any Tree = staged ? try await repository.index() : project.workingTree
    return Workflows.Check(project: project, tree: tree, commit: head)
  }
}
