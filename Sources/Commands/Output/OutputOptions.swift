internal import ArgumentParser
internal import GitRepository

/// How a command speaks.
struct OutputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Color the output: always, never or auto.", valueName: "when"))
  var color: String?

  func console(_ configuration: Configuration? = nil) -> Console {
    Console(color: color, configuration: configuration)
  }
}
