internal import ArgumentParser
internal import GitRepository
internal import Revisions
internal import Workflows

struct Log: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show the revisions, newest first, with the releases that deployed them.")

  @Flag(name: [.customShort("p"), .long], help: "Show the SQL too.")
  var patch = false

  @Option(help: ArgumentHelp("The folder of revision files.", valueName: "folder"))
  var versions: String?

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await Project.openAnywhere()
    let console = output.console(project.configuration)
    let entries = try RevisionLog.read(project, versions: versions).entries
    for (index, entry) in entries.enumerated() {
      if patch, index > 0 { console.answer("") }
      show(entry, hasReleases: project.repository != nil, console)
    }
  }

  private func show(
    _ entry: RevisionLog.Entry, hasReleases: Bool, _ console: Console
  ) {
    let marks =
      (entry.isHead ? ["head"] : []) + (hasReleases ? [entry.release?.name ?? "pending"] : [])
    let shown = marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))"
    let id = console.colors.paint(entry.file.id.text, .yellow)
    console.answer("\(id)\(shown) \(entry.file.revision.message)")
    guard patch else { return }
    for section in entry.file.revision.sections {
      guard case .sql(let text) = section.body, section.direction == .up else { continue }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let shown = lines.map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
      console.answer("\n" + String(shown.reversed().drop(while: \.isNewline).reversed()))
    }
  }
}
