internal import ArgumentParser
internal import Revisions
internal import Workflows

struct Ensure: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ensure",
    abstract: "Create a database where there is none, and bring it to the newest revision.")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var waiting: WaitingOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await database.openAnywhere()
    let console = output.console(for: project)
    let target = try database.project(project, waiting: waiting.waiting(project, console))
    let isNew = try !Workflows.Drop(project: project, url: database.database).exists()
    var announcement = isNew ? "Created \(target.displayURL)" : nil
    let messages = UpgradeMessages(isDryRun: false, console: console)
    messages.show(
      try await target.locating {
        try Workflows.Upgrade(target).run(to: "head", clock: Timestamp.now) { step in
          announcement.map { console.answer($0) }
          announcement = nil
          messages.show(step)
        }
      })
    announcement.map { console.answer($0) }
  }
}
