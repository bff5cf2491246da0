internal import ArgumentParser
internal import Workflows

/// How a command speaks.
struct OutputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Color the output: always, never or auto.", valueName: "when"))
  var color: String?

  /// The console, on which is said first what was found of a run that was killed.
  func console(for project: Project) -> Console {
    let console = Console(color: color, configuration: project.configuration)
    let finished = project.leftovers.finished
    if !finished.isEmpty {
      console.warn(
        "an earlier command was killed half-way, and what it had begun is done now",
        details: finished.map { "  \($0)" })
    }
    return console
  }
}
