internal import ArgumentParser
internal import Revisions
internal import Workflows

struct Upgrade: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run the revisions that a database lacks.")

  @Argument(help: "head, +1, an id or its beginning, or a release tag.")
  var revision = "head"

  @Flag(name: [.customShort("n"), .long], help: "Show what would run.")
  var dryRun = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await Project.openAnywhere()
    let console = output.console(project.configuration)
    let report = try Workflows.Upgrade(try database.project(project)).run(
      to: revision, isDryRun: dryRun, creating: !dryRun, clock: Timestamp.now
    ) { file in console.progress("Running \(file.id) \(file.revision.message)") }
    console.endProgress()
    UpgradeMessages(report: report, isDryRun: dryRun, console: console).show()
  }
}

/// What an upgrade says of its work.
struct UpgradeMessages {
  let report: Workflows.Upgrade.Report
  let isDryRun: Bool
  let console: Console

  func show() {
    if let tag = report.adoptedBaseline {
      console.answer("\(isDryRun ? "Would record" : "Recorded") that the database stands at \(tag)")
    }
    for file in report.applied {
      console.answer("\(isDryRun ? "Would run" : "Ran") \(file.id) \(file.revision.message)")
    }
    if report.applied.isEmpty {
      console.answer("Already at \(report.current?.id.text ?? "base")")
    }
  }
}
