internal import ArgumentParser
internal import GitRepository
internal import Revisions
internal import Workflows

struct Log: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the revisions, newest first, with the releases that deployed them.")

  @Flag(name: [.customShort("p"), .long], help: "Show the SQL too.")
  var patch = false

  @Option(help: ArgumentHelp("The folder of revision files.", valueName: "folder"))
  var versions: String?

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await Project.openAnywhere()
    let console = output.console(project.configuration)
    for entry in try RevisionLog.read(project, versions: versions).entries {
      show(entry, console)
    }
  }

  private func show(_ entry: RevisionLog.Entry, _ console: Console) {
    let marks = (entry.isHead ? ["head"] : []) + [entry.release?.name ?? "pending"]
    let id = console.colors.paint(entry.file.id.text, .yellow)
    console.answer("\(id) (\(marks.joined(separator: ", "))) \(entry.file.revision.message)")
    guard patch else { return }
    for section in entry.file.revision.sections {
      guard case .sql(let text) = section.body, section.direction == .up else { continue }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      console.answer("\n" + lines.map { "    " + $0 }.joined(separator: "\n"))
    }
  }
}
