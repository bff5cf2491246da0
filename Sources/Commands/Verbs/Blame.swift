internal import ArgumentParser
internal import Workflows

struct Blame: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the commit and the release that brought each part of a table.",
    discussion: """
      The history of the models is read, and names are followed through renames. Only a few \
      snapshots of it are built.
      """)

  @Argument(help: "A table, a column such as users.email, or a view, type or function.")
  var table: String

  @Flag(help: "Print the lines for programs.")
  var json = false

  @OptionGroup var place: ProjectOptions

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await place.openRepository()
    let console = output.console(for: project)
    console.progress("Searching the history of '\(table)'...")
    let report = try await Workflows.Blame(project: project).run(table)
    console.endProgress()
    let text = BlameText(report: report, colors: console.colors)
    if json { return console.answer(json: text.json) }
    console.answer(lines: text.lines)
    text.messages.forEach(console.show)
  }
}
