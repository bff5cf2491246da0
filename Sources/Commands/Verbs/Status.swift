internal import ArgumentParser
internal import Engine
internal import GitRepository
internal import Revisions
internal import SchemaModel
internal import Workflows

struct Status: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show what is deployed, what is pending and what no revision covers.")

  @OptionGroup var database: DatabaseOptions

  @Flag(help: "All projects of the repository, as at the root of the work tree.")
  var all = false

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if all, database.place.project != nil || database.isGiven {
      throw ValidationError("--all and an option for one project exclude each other")
    }
  }

  func run() async throws {
    let workspace = try await Workspace.openAnywhere()
    let projects = try await projects(in: workspace)
    let isOneOfSeveral = projects.count > 1
    if isOneOfSeveral, let repository = workspace.repository {
      showPlace(
        repository.branch, try repository.head(), Console(color: output.color, configuration: nil))
    }
    try await projects.each(output, in: workspace) { project, console in
      if isOneOfSeveral { console.answer(lines: ["", "Project \(project.name):"]) }
      try await show(project, console, isOneOfSeveral: isOneOfSeveral)
    }
    await HookAdvice.show(for: projects, output)
  }

  private func projects(in workspace: Workspace) async throws -> [ChosenProject] {
    let name = database.place.project
    guard workspace.repository != nil, !database.isGiven else {
      let hasVersions = database.versions != nil
      return [ChosenProject(try await workspace.project(named: name, isRequired: !hasVersions))]
    }
    return try await workspace.projects(named: name, isAll: all)
  }

  private func show(
    _ project: Project, _ console: Console, isOneOfSeveral: Bool
  ) async throws {
    let status = project.repository == nil ? nil : try await ProjectStatus.read(project)
    if let status {
      if !isOneOfSeveral { showPlace(status.branch, status.head, console) }
      showProject(status, console)
    }
    // What the environment names is the database of one project, and nobody says of which.
    if isOneOfSeveral ? project.hasDatabase : database.isNamed(in: project) {
      if status != nil { console.answer("") }
      try showDatabase(of: project, console)
    } else if status == nil {
      _ = try await Workspace.openRepository()
    }
    if let error = status?.unreadable { throw error }
  }

  private func showDatabase(of project: Project, _ console: Console) throws {
    do {
      showDatabase(try DatabaseStatus.compare(try database.project(project)), console)
    } catch DatabaseError.notFound(let path) where project.repository != nil {
      let upgrade = console.mention.command("git migrate upgrade")
      console.answer("Database \(path) is not there yet (use \"\(upgrade)\")")
    }
  }

  private func showPlace(_ branch: String?, _ head: Commit?, _ console: Console) {
    if let branch {
      console.answer("On branch \(branch)")
    } else if let head {
      console.answer("HEAD detached at \(head.id.abbreviated)")
    }
  }

  private func showProject(_ status: ProjectStatus, _ console: Console) {
    if let deployment = status.deployment {
      let baseline = status.baseline.flatMap { $0.stands(for: deployment) ? $0.id : nil }
      let revision = (deployment.revision ?? baseline).map { ", revision \($0)" } ?? ""
      let record = status.isForgotten ? ", not recorded" : ""
      console.answer("Deployed: \(deployment.tag.name)\(revision)\(record)")
      if status.isForgotten {
        let release = console.mention.command("git migrate release \(deployment.tag.name)")
        console.answer("  (use \"\(release)\" to record it)")
      }
    } else if let baseline = status.baseline {
      console.answer("Deployed: \(baseline.baselineName), and no release tag since")
    } else if status.report.knowsReleases {
      console.answer("Deployed: nothing, there is no release tag")
    } else {
      console.answer("Deployed: unknown, this clone reaches back to no release")
      console.answer("  (use \"git fetch --unshallow --tags\")")
    }
    if !status.pending.isEmpty {
      console.answer("Pending:")
      for file in status.pending { console.answer("\t\(file.id) \(file.revision.message)") }
    }
    showProblems(status.report, console)
    if status.report.isContent, status.unreadable == nil {
      console.answer("Models and revisions agree")
    }
  }

  private func showProblems(_ report: CheckReport, _ console: Console) {
    var sides: [DialectChanges] = []
    var others = report
    others.problems.removeAll { problem in
      guard case .unmigrated(let changes, let dialect) = problem else { return false }
      sides.append(DialectChanges(dialect: dialect, changes: changes))
      return true
    }
    CheckMessages(report: others, colors: console.errorColors).messages.forEach(console.show)
    guard !sides.isEmpty else { return }
    console.answer("Changes that no revision covers:")
    let prepare = console.mention.command("git migrate prepare")
    console.answer("  (use \"\(prepare)\" to write one)")
    let list = DialectChangeList(sides: sides, colors: console.colors)
    console.answer(lines: list.lines)
  }

  private func show(
    _ stopped: Interruption, _ outcome: StepOutcome?, _ console: Console
  ) {
    let verb = stopped.direction == .up ? "upgrade" : "downgrade -1"
    let next = console.mention.command("git migrate \(verb)")
    console.answer("Stopped half-way \(stopped.direction.rawValue) \(stopped.revision):")
    let has = stopped.finished == 1 ? "has" : "have"
    console.answer("\t\(stopped.progress) \(has) run (use \"\(next)\" to go on)")
    if let line = outcome?.line { console.answer("\t\(line)") }
  }

  private func showDatabase(_ status: DatabaseStatus, _ console: Console) {
    console.answer("Database \(status.url)")
    if status.isPooled { console.answer("Reached through a connection pooler") }
    if let current = status.current {
      console.answer("At \(current.revision) \(current.name)")
    } else if let baseline = status.unrecordedBaseline {
      let upgrade = console.mention.command("git migrate upgrade")
      console.answer("At \(baseline.baselineName), by its schema (use \"\(upgrade)\" to record it)")
    } else {
      console.answer(status.hasRecord ? "At base: no revision has run" : "No revision has run")
    }
    if let stopped = status.interruption { show(stopped, status.outcome, console) }
    if !status.foreign.isEmpty {
      let sync = console.mention.command("git migrate sync")
      console.answer("Not of this tree (use \"\(sync)\" to take back):")
      for revision in status.foreign { console.answer("\t\(revision.line)") }
    }
    if !status.pending.isEmpty {
      let verb = console.mention.command("git migrate \(status.verbThatRunsPending)")
      console.answer("To run (use \"\(verb)\"):")
      for file in status.pending { console.answer("\t\(file.id) \(file.revision.message)") }
    }
    switch status.drift {
    case .none: return
    case .changes(let changes):
      console.answer("Differs from what its revisions build:")
      let list = ChangeList(changes: changes, dialect: status.dialect, colors: console.colors)
      console.answer(lines: list.lines)
    case .unknown:
      console.answer("Not compared with its revisions: there is no server to run them on")
    }
  }
}

extension DatabaseStatus {
  /// What comes next where revisions are pending.
  fileprivate var verbThatRunsPending: String {
    if !foreign.isEmpty { return "sync" }
    return hasSeveralHeads ? "rebase" : "upgrade"
  }
}
