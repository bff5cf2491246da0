internal import ArgumentParser
internal import Workflows

struct Drop: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drop", abstract: "Remove a whole database.")

  @Flag(help: "Do not ask.")
  var yes = false

  @Option(help: ArgumentHelp("Such as sqlite:///app.db or app.db.", valueName: "url"))
  var database: String?

  @OptionGroup var place: ProjectOptions

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await place.openAnywhere()
    let console = output.console(for: project)
    let drop = try Workflows.Drop(project: project, url: database)
    guard try drop.exists() else {
      throw Refusal(message: Message(.fatal, "there is no database '\(drop.displayURL)'"))
    }
    try confirm(drop, console)
    try drop.run()
    console.answer("Dropped \(drop.displayURL)")
  }

  private func confirm(_ drop: Workflows.Drop, _ console: Console) throws {
    if yes { return }
    guard Console.canAsk else {
      throw Refusal(
        message: Message(
          .fatal, "'\(drop.displayURL)' is dropped with all its rows only when that is confirmed",
          hints: [
            "To confirm, run",
            "  git migrate drop --yes --database=\(ShellWord.quoted(drop.displayURL))",
          ]))
    }
    let question = "Drop '\(drop.displayURL)' with all its rows?"
    guard try PrepareQuestions(console: console).confirm(question) else { throw ExitCode(1) }
  }
}
