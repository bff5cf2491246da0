internal import ArgumentParser
internal import Engine
internal import Revisions
internal import Workflows

struct Current: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "current", abstract: "Show the revision that a database stands at.")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await database.openAnywhere()
    let console = output.console(for: project)
    let status = try DatabaseStatus.read(try database.project(project))
    guard let current = status.current else { return console.answer("base") }
    let isHead = status.foreign.isEmpty && status.pending.isEmpty
    console.answer("\(current.revision)\(isHead ? " (head)" : "") \(current.name)")
  }
}
