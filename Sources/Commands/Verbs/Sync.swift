internal import ArgumentParser
internal import Workflows

struct Sync: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Bring a development database to this branch.",
    discussion: """
      Revisions of another branch are taken back, also where their files are gone; then this \
      branch's are run.
      """)

  @Flag(name: [.customShort("n"), .long], help: "Show what would be done.")
  var dryRun = false

  @Flag(help: "Do not ask where data is lost.")
  var yes = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var waiting: WaitingOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await database.openAnywhere()
    let console = output.console(for: project)
    let target = try database.project(project, waiting: waiting.waiting(project, console))
    let sync = Workflows.Sync(target)
    let messages = SyncMessages(console: console)
    if let way = try way(sync) {
      messages.show(way)
      if dryRun { return showLoss(way, console) }
      try confirm(way, console)
      try sync.undo(way, progress: messages.show)
      if way.run.isEmpty { return }
    }
    let upgradeMessages = UpgradeMessages(isDryRun: dryRun, console: console)
    upgradeMessages.show(
      try await target.locating {
        try Workflows.Upgrade(target).run(
          to: "head", isDryRun: dryRun, clock: Timestamp.now, progress: upgradeMessages.show)
      })
  }

  private func way(_ sync: Workflows.Sync) throws -> Workflows.Sync.Way? {
    do {
      return try sync.way()
    } catch {
      var message = Message(describing: error)
      message.details.append("nothing was changed")
      throw Refusal(message: message)
    }
  }

  private func showLoss(_ way: Workflows.Sync.Way, _ console: Console) {
    if !way.keepsData { console.warn("undoing loses \(SyncMessages.loss(way.losses))") }
  }

  private func confirm(_ way: Workflows.Sync.Way, _ console: Console) throws {
    if way.keepsData { return }
    let loss = "undoing loses \(SyncMessages.loss(way.losses))"
    if yes { return console.warn(loss) }
    guard Console.canAsk else {
      throw Refusal(
        message: Message(
          .fatal, loss, details: ["nothing was changed"],
          hints: ["To undo all the same, run", "  git migrate sync --yes"]))
    }
    console.warn(loss)
    guard try PrepareQuestions(console: console).confirm("Undo all the same?") else {
      throw ExitCode(1)
    }
  }
}
