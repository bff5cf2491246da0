internal import ArgumentParser
internal import Revisions
internal import Workflows

struct Upgrade: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upgrade", abstract: "Run the revisions that a database lacks.")

  @Argument(help: "head, +1, an id or its beginning, or a release tag.")
  var revision = "head"

  @Flag(name: [.customShort("n"), .long], help: "Show what would run.")
  var dryRun = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var waiting: WaitingOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await database.openAnywhere()
    let console = output.console(for: project)
    let messages = UpgradeMessages(isDryRun: dryRun, console: console)
    let target = try database.project(project, waiting: waiting.waiting(project, console))
    messages.show(
      try await target.locating {
        try Workflows.Upgrade(target).run(
          to: revision, isDryRun: dryRun, clock: Timestamp.now, progress: messages.show)
      })
  }
}
