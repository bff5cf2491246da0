internal import ArgumentParser
internal import Files
internal import GitRepository
internal import Revisions
internal import SchemaModel
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
      "Print for people or programs: text, porcelain, json, github or sarif.", valueName: "format"))
  var format: CheckFormat?

  @Flag(help: "Print one line for each difference, for programs.")
  var porcelain = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(name: .shortAndLong, help: "Say nothing where all is well.")
  var quiet = false

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
    var project = try await Project.openRepository()
    let console = output.console(for: project)
    project.programRule = programs.rule(console)
    let format = formats.first ?? .text
    if staged, format == .text, try await Self.isUntouched(by: project) {
      if !quiet { Self.answerUntouched(on: console) }
      return
    }
    let check = try await check(project)
    do {
      let report = try await check.run().complete()
      show(report, as: format, console)
      if format == .text, report.isContent, !quiet {
        UnrecordedWords.advise(try await check.unrecordedRelease(), console)
      }
      if !report.isContent { throw ExitCode(1) }
    } catch let error as RevisionFileError where format != .text {
      show([CheckFinding(error)], of: check.treeName, as: format, console)
      throw error
    }
  }

  private func show(_ report: CheckReport, as format: CheckFormat, _ console: Console) {
    guard format == .text else {
      if format == .porcelain {
        console.answer(lines: PorcelainCheck.lines(report))
      }
      return show(CheckFinding.all(in: report), of: report.tree, as: format, console)
    }
    if !quiet { GrantsWarning(report.notes)?.show(on: console) }
    if report.isContent {
      if !quiet { console.answer("Models and revisions of \(report.tree) agree") }
    } else {
      CheckMessages(report: report, colors: console.errorColors).messages.forEach(console.show)
    }
  }

  private func show(
    _ findings: [CheckFinding], of tree: String, as format: CheckFormat, _ console: Console
  ) {
    switch format {
    case .text, .porcelain: break
    case .json: console.answer(json: JSONCheck.text(tree: tree, findings))
    case .github:
      for finding in findings { console.answer(verbatim: GitHubAnnotation.line(finding)) }
    case .sarif: console.answer(json: SARIFLog.text(findings))
    }
  }

  /// Whether nothing that is staged concerns the schema.
  static func isUntouched(by project: Project) async throws -> Bool {
    guard let repository = project.repository else { return false }
    return try await !StagedSchema(project: project, repository: repository).changes()
  }

  static func answerUntouched(on console: Console) {
    console.answer("Nothing staged changes models or revisions")
  }

  private func check(_ project: Project) async throws -> Workflows.Check {
    guard let repository = project.repository else {
      throw GitError.notARepository(path: project.root)
    }
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
