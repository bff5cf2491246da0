internal import ArgumentParser
internal import Engine
internal import GitRepository
internal import SchemaModel
internal import Workflows

struct Prepare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prepare",
    abstract: "Write the revision from the last release to the working tree.",
    // The library leaves out the options where there are more than a dozen.
    usage: """
      git migrate prepare [<tag>] [--dry-run] [--message <text>] [--amend] [--replan] \
      [--baseline] \
      [--rename <old:new> ...] [--no-renames] [--allow <hazard> ...] \
      [--default <table.column=sql> ...] [--using <table.column=sql> ...] \
      [--project <folder>] [--all] [--color <when>]
      """,
    discussion: """
      With the name of a tag, that tag is what production runs. With another name, that is the \
      release being prepared, from the last deployed tag.
      """)

  @Argument(help: ArgumentHelp("A deployed tag, or a release to come.", valueName: "tag"))
  var name: String?

  @Flag(name: [.customShort("n"), .long], help: "Show the revision and write nothing.")
  var dryRun = false

  @Option(name: .shortAndLong, help: ArgumentHelp("What the revision does.", valueName: "text"))
  var message: String?

  @Flag(help: "Replace the newest pending revision; of an edited one, change only the headers.")
  var amend = false

  @Flag(help: "With --amend: plan an edited revision anew, and show what is lost.")
  var replan = false

  @Flag(help: "Take the models of the working tree for what is deployed, where no tag says it.")
  var baseline = false

  @Option(
    help: ArgumentHelp("A table, column or label that has another name now.", valueName: "old:new"))
  var rename: [RenameOption] = []

  @Flag(help: "Take what is gone for dropped and what is new for added.")
  var noRenames = false

  @Option(
    help: ArgumentHelp(
      "Accept a hazard: drop-column, fails-on-rows:users, all.", valueName: "hazard"))
  var allow: [HazardOption] = []

  @Option(
    help: ArgumentHelp(
      "A value for existing rows of a column that may not be NULL.",
      valueName: "table.column=sql"))
  var `default`: [DefaultOption] = []

  @Option(
    help: ArgumentHelp(
      "How the values of a column become those of its new type.",
      valueName: "table.column=sql"))
  var using: [DefaultOption] = []

  @OptionGroup var places: ProjectsOptions

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if baseline, name != nil || amend {
      throw ValidationError("--baseline and \(amend ? "--amend" : "a tag") exclude each other")
    }
    if replan, !amend { throw ValidationError("--replan needs --amend") }
    if places.all, let option = optionForOne {
      throw ValidationError("--all and \(option) exclude each other")
    }
    // A trial on empty tables would hide it in all the others too.
    if allow.contains(where: { $0.allowance.kinds == [.failsOnRows] }) {
      throw ValidationError(
        "--allow=fails-on-rows needs a table, as in --allow=fails-on-rows:<table>")
    }
  }

  func run() async throws {
    let workspace = try await Workspace.openRepository()
    let projects = try await projects(in: workspace)
    try await projects.each(output, in: workspace) { project, console in
      if projects.count > 1 {
        if project.name != projects[0].name { console.answer("") }
        console.answer("Project \(project.name):")
      }
      try await prepare(project, console, isOneOfSeveral: projects.count > 1)
    }
    await HookAdvice.show(for: projects, output)
  }

  /// At the root of the work tree, where that is no project, all.
  private func projects(in workspace: Workspace) async throws -> [ChosenProject] {
    let projects = try await workspace.preparedProjects(
      name, named: places.one.project, isAll: places.all)
    if projects.count > 1, optionForOne != nil {
      throw ProjectChoiceError.several(projects.map(\.name))
    }
    return try await workspace.refusingSharedVersions(of: projects)
  }

  /// An option that speaks of tables or of a revision, which one project has and others have not.
  private var optionForOne: String? {
    if amend { return "--amend" }
    if !rename.isEmpty { return "--rename" }
    if !`default`.isEmpty { return "--default" }
    if !using.isEmpty { return "--using" }
    return allow.isEmpty ? nil : "--allow"
  }

  private func prepare(
    _ project: Project, _ console: Console, isOneOfSeveral: Bool
  ) async throws {
    var request = self.request
    // What the environment names is the database of one project, and nobody says of which.
    request.looksAtDatabase = !isOneOfSeveral || project.hasDatabase
    while true {
      do {
        console.progress("Comparing models with revisions...")
        let report = try await Workflows.Prepare.run(request, in: project)
        console.endProgress()
        return PrepareMessages(
          report: report, console: console, isDryRun: dryRun, command: command
        ).show()
      } catch PrepareError.renameUnclear(let questions) where Console.canAsk {
        console.endProgress()
        try PrepareQuestions(console: console).ask(questions, &request)
      } catch PrepareError.valuesNeeded(let columns) where Console.canAsk {
        console.endProgress()
        try PrepareQuestions(console: console).ask(columns, &request)
      } catch let error as PrepareError {
        throw Refusal(message: Message(error, running: command))
      } catch let error as UnreadableModels {
        var message = Message(describing: error)
        message.details.append("nothing was written")
        throw Refusal(message: message)
      }
    }
  }

  /// What was given, for whoever must run it again with more.
  private var command: RepeatedCommand {
    let flags = [
      (baseline, "--baseline"), (dryRun, "--dry-run"), (amend, "--amend"), (replan, "--replan"),
      (noRenames, "--no-renames"),
    ].filter(\.0).map(\.1)
    let options =
      rename.map { "--rename=\($0.text)" } + `default`.map { "--default=\($0.text)" }
      + using.map { "--using=\($0.text)" } + allow.map { "--allow=\($0.text)" }
    let text = message.map { ["-m", ShellWord.quoted($0)] } ?? []
    return RepeatedCommand(
      verb: "prepare",
      words: [name].compactMap(\.self).map(ShellWord.quoted) + flags + text
        + options.map(ShellWord.quoted))
  }

  private var request: PrepareRequest {
    var request = PrepareRequest(
      name: name, message: message, amends: amend, isDryRun: dryRun,
      renames: rename.map(\.request), refusesRenames: noRenames,
      allowances: allow.reduce(into: HazardAllowance()) { $0.formUnion($1.allowance) },
      backfills: expressions(`default`), conversions: expressions(using))
    request.replans = replan
    request.isBaseline = baseline
    return request
  }
}

private func expressions(_ options: [DefaultOption]) -> [ColumnPath: String] {
  Dictionary(options.map { ($0.column, $0.sql) }, uniquingKeysWith: { $1 })
}

/// The value of `--rename`.
struct RenameOption: ExpressibleByArgument {
  let request: RenameRequest
  let text: String

  init?(argument: String) {
    text = argument
    let names = NamePath.split(argument, at: ":")
    guard names.count == 2,
      let request = RenameRequest(from: names[0], to: names[1], evidence: .option)
    else { return nil }
    self.request = request
  }
}

/// The value of `--allow`.
struct HazardOption: ExpressibleByArgument {
  let allowance: HazardAllowance
  let text: String

  init?(argument: String) {
    text = argument
    guard let allowance = HazardAllowance(argument) else { return nil }
    self.allowance = allowance
  }

  static var allValueStrings: [String] {
    Hazard.Kind.allCases.filter(\.asksFirst).map {
      $0 == .failsOnRows ? "\($0.rawValue):<table>" : $0.rawValue
    } + ["all"]
  }
}

/// The value of `--default` and `--using`.
struct DefaultOption: ExpressibleByArgument {
  let column: ColumnPath
  let sql: String
  let text: String

  init?(argument: String) {
    text = argument
    guard let equals = argument.firstIndex(of: "="),
      let column = ColumnPath(argument[..<equals])
    else { return nil }
    self.column = column
    sql = String(argument[argument.index(after: equals)...])
    if sql.isEmpty { return nil }
  }
}
