internal import ArgumentParser
internal import Revisions
internal import Workflows

struct Stamp: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stamp", abstract: "Record what has run in a database without running it.")

  @Argument(help: "head, base, an id or its beginning, or a release tag.")
  var revision: String

  @Flag(help: "Record it even where the database's schema is another.")
  var force = false

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await database.openAnywhere()
    let console = output.console(for: project)
    let target = try database.project(project)
    let report = try Workflows.Stamp(target).run(
      revision, isForced: force, clock: Timestamp.now)
    let place = report.revision.map { "\($0.id) \($0.revision.message)" } ?? "base"
    console.answer("Recorded that the database stands at \(place)")
    guard !report.extras.isEmpty else { return }
    let list = ChangeList(
      changes: report.extras, dialect: target.dialect, colors: console.errorColors)
    console.warn("the database has what no revision brings", details: [""] + list.lines + [""])
  }
}
