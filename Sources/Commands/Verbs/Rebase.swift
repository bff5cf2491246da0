internal import ArgumentParser
internal import GitRepository
internal import Workflows

struct Rebase: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Have this branch's pending revisions follow the head that another branch brought.",
    discussion: """
      Deployed revisions keep their place; then those of the named head; then those of \
      origin's main branch; then what was merged in, or what a rebase has put the branch on.
      """)

  @Argument(
    help: ArgumentHelp(
      "A revision, branch or commit whose revisions keep their place.", valueName: "head"))
  var head: String?

  @Flag(name: [.customShort("n"), .long], help: "Prove the new order and write nothing.")
  var dryRun = false

  @OptionGroup var place: ProjectOptions

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await place.openRepository()
    let console = output.console(for: project)
    console.progress("Trying both orders...")
    let report = try await Workflows.Rebase.run(keeping: head, isDryRun: dryRun, in: project)
    console.endProgress()
    RebaseMessages(report: report, console: console, isDryRun: dryRun).show()
  }
}
