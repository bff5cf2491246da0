internal import ArgumentParser
internal import Engine
internal import SchemaModel
internal import Workflows

struct Diff: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show how the schemas of two places differ.",
    discussion: """
      A place is a commit or tag, a revision's id or head, or a database. With one, it is \
      compared with the working tree; with none, HEAD is.
      """)

  @Argument(help: "Where to begin.")
  var from = "HEAD"

  @Argument(help: "Where to end; without it, the working tree.")
  var to: String?

  @Flag(help: "End with what is staged.")
  var staged = false

  @Flag(help: "Count the changes of each table.")
  var stat = false

  @Flag(help: "Show the statements that lead from one to the other.")
  var sql = false

  @Flag(help: "Print the changes for programs.")
  var json = false

  @Flag(help: "Take the order of columns for a change, which costs a rebuild.")
  var columnOrder = false

  @Flag(help: "Exit with 1 where there are differences.")
  var exitCode = false

  @Flag(help: "Run no program to read models: where they are none of SQL, take what is kept.")
  var noRun = false

  @OptionGroup var programs: ProgramOptions

  @OptionGroup var place: ProjectOptions

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if noRun, programs.trust { throw ValidationError("--trust and --no-run exclude each other") }
    if staged, to != nil { throw ValidationError("--staged and a second place exclude each other") }
  }

  func run() async throws {
    var project = try await place.openRepository()
    let console = output.console(for: project)
    project.programRule = noRun ? .none : programs.rule(console)
    let difference = try await SchemaDifference.between(
      begin(project), and: end(project), matchesColumnOrder: columnOrder, in: project)
    let text = DifferenceText(difference: difference, colors: console.colors)
    if json {
      console.answer(json: text.json)
    } else if sql {
      for statement in text.statements { console.answer(verbatim: statement) }
    } else {
      console.answer(lines: stat ? text.counts : text.list)
    }
    if !difference.leftOut.isEmpty {
      let names = listed(NameList.short(difference.leftOut.map(\.description)))
      console.advise(["Left out, since no revision has made it: \(names)"], nil)
    }
    if exitCode, difference.isSubstantial(withOrder: columnOrder) { throw ExitCode(1) }
  }

  private var range: (from: String?, to: String?)? {
    to == nil && !staged ? SchemaDifference.range(from) : nil
  }

  private func begin(_ project: Project) throws -> SchemaDifference.Side {
    try SchemaDifference.side(named: range.map { $0.from ?? "HEAD" } ?? from, in: project)
  }

  private func end(_ project: Project) throws -> SchemaDifference.Side {
    if staged { return .index }
    guard let name = range.map({ $0.to ?? "HEAD" }) ?? to else { return .workingTree }
    return try SchemaDifference.side(named: name, in: project)
  }
}
