internal import ArgumentParser
internal import GitRepository
internal import Workflows

struct Squash: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fold pending revisions into one with the same effect.",
    discussion: """
      What prepare wrote is planned anew; where a person wrote statements, all scripts are kept in \
      their order.
      """)

  @Option(name: .shortAndLong, help: ArgumentHelp("What the revision does.", valueName: "text"))
  var message: String?

  @Flag(name: [.customShort("n"), .long], help: "Show the revision and write nothing.")
  var dryRun = false

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await Project.openRepository()
    let console = output.console(project.configuration)
    console.progress("Folding pending revisions...")
    let report = try await Workflows.Squash.run(message: message, isDryRun: dryRun, in: project)
    console.endProgress()
    SquashMessages(report: report, console: console, isDryRun: dryRun).show()
  }
}
