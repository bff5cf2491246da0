internal import ArgumentParser
internal import Files
internal import GitRepository
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

  @Flag(help: "Print one line for each difference, for programs.")
  var porcelain = false

  @Flag(name: .shortAndLong, help: "Say nothing where all is well.")
  var quiet = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if staged, commit != nil { throw ValidationError("--staged and a commit exclude each other") }
  }

  func run() async throws {
    let project = try await Project.openRepository()
    let console = output.console(project.configuration)
    if staged, try await Self.isUntouched(by: project) {
      if !quiet, !porcelain { Self.answerUntouched(on: console) }
      return
    }
    let report = try await check(project).run()
    if porcelain {
      for line in PorcelainCheck.lines(report) { console.answer(line) }
    } else if report.isContent {
      if !quiet { console.answer("Models and revisions of \(report.tree) agree") }
    } else {
      for message in CheckMessages(report: report, colors: console.errorColors).messages {
        console.show(message)
      }
    }
    if !report.isContent { throw ExitCode(1) }
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
