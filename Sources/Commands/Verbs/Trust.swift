internal import ArgumentParser
internal import GitRepository
internal import Workflows

struct Trust: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust", abstract: "Allow this clone to run the committed command.")

  @OptionGroup var place: ProjectOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await place.openRepository()
    guard let command = project.configuration.string("migrate.command") else {
      throw SettingsError.missing("migrate.command", in: project.configuration)
    }
    try project.trust(command)
    output.console(for: project).answer("This clone may run \"\(command)\"")
  }
}
