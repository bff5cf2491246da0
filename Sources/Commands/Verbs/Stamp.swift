internal import ArgumentParser
internal import Revisions
internal import Workflows

struct Stamp: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stamp", abstract: "Record what has run in a database without running it.")

  @Argument(help: "head, base, an id or its beginning, or a release tag.")
  var revision: String

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await Project.openAnywhere()
    let console = output.console(project.configuration)
    let file = try Workflows.Stamp(try database.project(project)).run(
      revision, clock: Timestamp.now)
    console.answer(
      "Recorded that the database stands at \(file.map { "\($0.id) \($0.revision.message)" } ?? "base")"
    )
  }
}
