internal import ArgumentParser
internal import Revisions
internal import Workflows

struct Ensure: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Create a database where there is none, and bring it to the newest revision.")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await Project.openAnywhere()
    let console = output.console(project.configuration)
    let target = try database.project(project)
    let isNew = try !Workflows.Drop(project: project, url: database.database).exists()
    let report = try Workflows.Upgrade(target).run(to: "head", clock: Timestamp.now) { file in
      console.progress("Running \(file.id) \(file.revision.message)")
    }
    console.endProgress()
    if isNew { console.answer("Created \(target.displayURL)") }
    UpgradeMessages(report: report, isDryRun: false, console: console).show()
  }
}
