internal import ArgumentParser
internal import GitRepository
internal import Workflows

struct Squash: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fold this branch's pending revisions into one with the same effect.",
    discussion: """
      Those that the main branch has too, or the branch that this one follows, are left alone. What prepare wrote is planned anew; where a person wrote statements, all scripts are kept in \
      their order.
      """)

  @Option(name: .shortAndLong, help: ArgumentHelp("What the revision does.", valueName: "text"))
  var message: String?

  @Flag(name: [.customShort("n"), .long], help: "Show the revision and write nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      "Leave the revisions alone that this branch, commit or revision has.", valueName: "head"))
  var onto: String?

  @OptionGroup var place: ProjectOptions

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await place.openRepository()
    let console = output.console(for: project)
    console.progress("Folding pending revisions...")
    let report = try await Workflows.Squash.run(
      onto: onto, message: message, isDryRun: dryRun, in: project)
    console.endProgress()
    SquashMessages(report: report, console: console, isDryRun: dryRun).show()
  }
}
