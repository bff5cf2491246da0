internal import ArgumentParser
internal import Workflows

struct Version: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Show this program's version.")

  @Flag(help: "Show what it was built from, and what it finds on this machine.")
  var buildInfo = false

  @OptionGroup var output: OutputOptions

  func run() {
    let console = Console(color: output.color, configuration: nil)
    console.answer(ProgramVersion.text)
    if buildInfo { console.answer(lines: BuildInformationText(BuildInformation()).lines) }
  }
}
