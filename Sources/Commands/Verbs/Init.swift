internal import ArgumentParser
internal import GitRepository
internal import ModelProviders
internal import SchemaModel
internal import Workflows

struct Init: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Find the models, write .gitmigrate and install the hooks.")

  @Option(
    help: ArgumentHelp(
      "What reads the models: sql, sqlalchemy, django or command.", valueName: "kind"))
  var provider: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Paths of SQL files, or Python modules.", valueName: "place"))
  var models: [String] = []

  @Option(
    help: ArgumentHelp("For the provider 'command': a program that prints DDL.", valueName: "line"))
  var command: String?

  @Option(help: ArgumentHelp("sqlite or postgresql; may be given twice.", valueName: "name"))
  var dialect: [String] = []

  @Flag(name: [.customShort("n"), .long], help: "Say what would be written and write nothing.")
  var dryRun = false

  @Flag(help: "Leave git's hooks alone.")
  var noHooks = false

  @OptionGroup var place: ProjectOptions

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let provider, ProviderSuggestion.Kind(rawValue: provider) == nil {
      throw ValidationError("'\(provider)' is no provider: sql, sqlalchemy, django or command")
    }
    if let unknown = dialect.first(where: { Dialect(rawValue: $0) == nil }) {
      throw ValidationError("'\(unknown)' is no dialect: sqlite or postgresql")
    }
  }

  func run() async throws {
    let workspace = try await Workspace.openRepository()
    let console = output.console(for: try workspace.project(.top))
    let report = try await Setup(workspace, folder: place.project).run(request(console))
    let prepare = console.mention.command("git migrate prepare --baseline")
    console.answer(
      lines: InitMessages(report: report, isDryRun: dryRun, prepare: prepare).lines)
    if dryRun { return }
    if let command { console.answer("This clone may run \"\(command)\"") }
    HookMessages.show(report.hooks, on: console)
    if let remote = try await workspace.repository?.git.remoteWithoutNotes() {
      console.advise(
        [
          "To fetch the records of releases that are kept in notes, run",
          "  \(UnrecordedWords.fetchCommand(remote))",
        ], .notes)
    }
  }

  private func request(_ console: Console) -> Setup.Request {
    var request = Setup.Request()
    request.provider = provider.flatMap(ProviderSuggestion.Kind.init)
    request.models = models
    request.command = command
    request.dialects = dialect
    request.installsHooks = !noHooks
    request.isDryRun = dryRun
    if Console.canAsk { request.choosing = { try InitQuestion(console: console).ask($0) } }
    return request
  }
}
