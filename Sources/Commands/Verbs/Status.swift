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
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await Project.openAnywhere()
    let console = output.console(for: project)
    let status = project.repository == nil ? nil : try await ProjectStatus.read(project)
    if let status { showProject(status, console) }
    if database.isNamed(in: project) {
      if status != nil { console.answer("") }
      try showDatabase(of: project, console)
    } else if status == nil {
      _ = try await Project.openRepository()
    }
    if let error = status?.unreadable { throw error }
  }

  private func showDatabase(of project: Project, _ console: Console) throws {
    do {
      showDatabase(try DatabaseStatus.compare(try database.project(project)), console)
    } catch DatabaseError.notFound(let path) where project.repository != nil {
      console.answer("Database \(path) is not there yet (use \"git migrate upgrade\")")
    }
  }

  private func showProject(_ status: ProjectStatus, _ console: Console) {
    if let branch = status.branch {
      console.answer("On branch \(branch)")
    } else if let head = status.head {
      console.answer("HEAD detached at \(head.id.abbreviated)")
    }
    if let deployment = status.deployment {
      let revision = deployment.revision.map { ", revision \($0)" } ?? ""
      let record = status.isForgotten ? ", not recorded" : ""
      console.answer("Deployed: \(deployment.tag.name)\(revision)\(record)")
      if status.isForgotten {
        console.answer("  (use \"git migrate release \(deployment.tag.name)\" to record it)")
      }
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
    console.answer("  (use \"git migrate prepare\" to write one)")
    let list = DialectChangeList(sides: sides, colors: console.colors)
    console.answer(lines: list.lines)
  }

  private func show(
    _ stopped: Interruption, _ outcome: StepOutcome?, _ console: Console
  ) {
    let verb = stopped.direction == .up ? "upgrade" : "downgrade -1"
    console.answer("Stopped half-way \(stopped.direction.rawValue) \(stopped.revision):")
    let has = stopped.finished == 1 ? "has" : "have"
    console.answer("\t\(stopped.progress) \(has) run (use \"git migrate \(verb)\" to go on)")
    if let line = outcome?.line { console.answer("\t\(line)") }
  }

  private func showDatabase(_ status: DatabaseStatus, _ console: Console) {
    console.answer("Database \(status.url)")
    if status.isPooled { console.answer("Reached through a connection pooler") }
    if let current = status.current {
      console.answer("At \(current.revision) \(current.name)")
    } else {
      console.answer(status.hasRecord ? "At base: no revision has run" : "No revision has run")
    }
    if let stopped = status.interruption { show(stopped, status.outcome, console) }
    if !status.foreign.isEmpty {
      console.answer("Not of this tree (use \"git migrate sync\" to take back):")
      for revision in status.foreign { console.answer("\t\(revision.line)") }
    }
    if !status.pending.isEmpty {
      console.answer("To run (use \"git migrate \(status.verbThatRunsPending)\"):")
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
