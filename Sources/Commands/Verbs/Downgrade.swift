internal import ArgumentParser
internal import Engine
internal import Workflows

struct Downgrade: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "downgrade", abstract: "Take back revisions that have run in a database.",
    usage: """
      git migrate downgrade [<revision>] [-n] [--database <url>] [--versions <folder>] \
      [--lock-timeout <time>] [--lock-retries <number>]
      """)

  @Argument(
    parsing: .allUnrecognized,
    help: "-1, base, an id or its beginning, or a release tag; -1 where none is given.")
  var revision: [String] = []

  @Flag(name: [.customShort("n"), .long], help: "Show what would run.")
  var dryRun = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var waiting: WaitingOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if revision.count > 1 { throw ValidationError("unexpected argument '\(revision[1])'") }
    if let option = revision.first, option.hasPrefix("-"), Int(option) == nil {
      throw ValidationError("unknown option '\(option)'")
    }
  }

  func run() async throws {
    let project = try await database.openAnywhere()
    let console = output.console(for: project)
    let target = try database.project(project, waiting: waiting.waiting(project, console))
    let report = try Workflows.Downgrade(target).run(
      to: revision.first ?? "-1", isDryRun: dryRun
    ) { entry in console.progress("Taking back \(entry.revision) \(entry.name)") }
    console.endProgress()
    for entry in report.undone {
      console.answer("\(dryRun ? "Would take" : "Took") back \(entry.revision) \(entry.name)")
      RestoredText(report.restored[entry.revision] ?? []).show(on: console)
    }
    if report.undone.isEmpty { console.answer("Already at \(report.current ?? "base")") }
  }
}
