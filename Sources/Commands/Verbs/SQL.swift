internal import ArgumentParser
internal import SchemaModel
internal import Workflows

struct SQL: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql", abstract: "Print revisions as a script, and run nothing.")

  @Argument(help: "Two revisions, such as base..head, or one to begin with.")
  var range = "base..head"

  @Option(
    help: ArgumentHelp(
      "sqlite or postgresql; the project's first where none is given.", valueName: "name"))
  var dialect: Dialect?

  @Option(help: ArgumentHelp("The folder of revision files.", valueName: "folder"))
  var versions: String?

  @Flag(help: "Leave out the commands of psql, for other clients.")
  var plain = false

  @OptionGroup var place: ProjectOptions

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await place.openAnywhere(hasVersions: versions != nil)
    let folder = try DatabaseProject.folder(in: project, versions: versions)
    let script = try SQLScript(
      project: project, folder: folder, dialect: dialect ?? project.firstDialect)
    let (start, end) = bounds
    output.console(for: project).answer(
      verbatim: try script.text(from: start, to: end, isPlain: plain, clock: Timestamp.now))
  }

  private var bounds: (String, String) {
    guard let dots = range.firstRange(of: "..") else { return (range, "head") }
    let start = range[..<dots.lowerBound]
    let end = range[dots.upperBound...]
    return (start.isEmpty ? "base" : String(start), end.isEmpty ? "head" : String(end))
  }
}

extension Dialect: ExpressibleByArgument {}
