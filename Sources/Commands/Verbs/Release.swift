internal import ArgumentParser
internal import GitRepository
internal import Revisions
internal import Workflows

struct Release: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Verify, then make the tag that records the deployed revision.",
    discussion: "For a tag that exists, the record goes into a note under refs/notes/migrate.")

  @Argument(help: "The name of the tag.")
  var tag: String

  @Option(name: .shortAndLong, help: ArgumentHelp("The tag's message.", valueName: "text"))
  var message: String?

  @Flag(inversion: .prefixedNo, help: "Sign the tag, or do not, whatever git's configuration says.")
  var sign: Bool?

  @Flag(name: [.customShort("n"), .long], help: "Verify only.")
  var dryRun = false

  @OptionGroup var places: ProjectsOptions

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let workspace = try await Workspace.openRepository()
    let projects = try await workspace.releasedProjects(
      tag, named: places.one.project, isAll: places.all)
    let console = output.console(for: projects[0])
    console.progress("Checking \(tag)...")
    let report = try await Workflows.Release(projects: projects).run(
      Workflows.Release.Request(name: tag, message: message, signs: sign, isDryRun: dryRun))
    console.endProgress()
    console.answer(lines: answer(report))
    if !dryRun { console.advise(publication(report), .push) }
  }

  private func answer(_ report: Workflows.Release.Report) -> [String] {
    let verb =
      report.isNote
      ? dryRun ? "Would record in a note on" : "Recorded in a note on"
      : dryRun ? "Would tag" : "Tagged"
    let start = "\(verb) \(report.name)"
    let parts = report.parts.map { (name: $0.project, text: answer($0)) }
    guard parts.count > 1 else { return parts.map { "\(start): \($0.text)" } }
    return [start + ":"] + parts.map { "\t\($0.name): \($0.text)" }
  }

  private func answer(_ part: ReleasePart) -> String {
    let revision = part.revision.map { "revision \($0.id)" } ?? "no revisions"
    if part.isAdopted { return "\(revision), the baseline" }
    let previous = part.previous.map { ", from \($0.tag.name)" } ?? ""
    return "\(revision), \(counted(part.newRevisions.count, "revision")) new\(previous)"
  }

  private func publication(_ report: Workflows.Release.Report) -> [String] {
    guard report.isNote else { return ["To publish, run", "  git push --follow-tags"] }
    return [
      "To publish, run", "  git push origin \(Repository.notesReference)",
      "A clone fetches it after: \(UnrecordedWords.fetchCommand("origin"))",
    ]
  }
}
