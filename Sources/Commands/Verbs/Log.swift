internal import ArgumentParser
internal import GitRepository
internal import Revisions
internal import SchemaModel
internal import Workflows

struct Log: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show the revisions, newest first, with the releases that deployed them.")

  @Argument(help: "Only what changed a table, or a column such as users.email.")
  var subject: String?

  @Flag(name: [.customShort("p"), .long], help: "Show the SQL too.")
  var patch = false

  @Flag(help: "Print the revisions for programs.")
  var json = false

  @Option(help: ArgumentHelp("The folder of revision files.", valueName: "folder"))
  var versions: String?

  @OptionGroup var place: ProjectOptions

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await place.openAnywhere(hasVersions: versions != nil)
    let console = output.console(for: project)
    var log = try RevisionLog.read(project, versions: versions)
    if let subject { log = try log.narrowed(to: subject, in: project) }
    if json { return console.answer(json: Self.json(log)) }
    for (index, entry) in log.entries.enumerated() {
      if patch, index > 0 { console.answer("") }
      show(entry, hasReleases: project.repository != nil, console)
    }
    if project.repository?.isShallow ?? false, log.entries.contains(where: { $0.release == nil }) {
      console.show(
        Message(
          .warning, "releases that are not in this clone count as pending here",
          hints: Message.completingShallowClone))
    }
  }

  private static func json(_ log: RevisionLog) -> String {
    CanonicalJSON.array(
      log.entries.map { entry in
        let revision = entry.file.revision
        var members: [String: CanonicalJSON] = [
          "revision": .string(revision.id.text), "message": .string(revision.message),
          "path": .string(entry.file.path), "head": .bool(entry.isHead),
        ]
        if let parent = revision.parent { members["parent"] = .string(parent.text) }
        if let release = entry.release { members["release"] = .string(release.name) }
        return .object(members)
      }
    ).text
  }

  private func show(
    _ entry: RevisionLog.Entry, hasReleases: Bool, _ console: Console
  ) {
    let state = entry.file.isBaseline ? "deployed" : "pending"
    let marks =
      (entry.isHead ? ["head"] : []) + (hasReleases ? [entry.release?.name ?? state] : [])
    let shown = marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))"
    let id = console.colors.paint(entry.file.id.text, .yellow)
    console.answer("\(id)\(shown) \(entry.file.revision.message)")
    guard patch else { return }
    for section in entry.file.revision.sections {
      guard case .sql(let text) = section.body, section.direction == .up else { continue }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let shown = lines.map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n")
      console.answer(verbatim: "\n" + String(shown.reversed().drop(while: \.isNewline).reversed()))
    }
  }
}
