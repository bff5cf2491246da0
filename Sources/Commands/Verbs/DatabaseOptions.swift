internal import ArgumentParser
internal import Engine
internal import Workflows

/// The database that a command is for, and the revisions that are meant for it.
struct DatabaseOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Such as sqlite:///app.db or app.db.", valueName: "url"))
  var database: String?

  @Option(help: ArgumentHelp("The folder of revision files.", valueName: "folder"))
  var versions: String?

  @OptionGroup var place: ProjectOptions

  func openAnywhere() async throws -> Project {
    try await place.openAnywhere(hasVersions: versions != nil)
  }

  func project(
    _ project: Project, waiting: Waiting? = nil
  ) throws -> DatabaseProject {
    try DatabaseProject(
      project: project, url: database, versions: versions,
      waiting: waiting ?? project.waiting())
  }

  /// Whether an option names a database or revisions, which are those of one project.
  var isGiven: Bool { database != nil || versions != nil }

  /// Whether a person or the environment names a database.
  func isNamed(in project: Project) -> Bool {
    do {
      _ = try project.databaseURL(option: database)
      return true
    } catch {
      // What is wrong with the name is told where it is used.
      return !(error is DatabaseAddressMissing)
    }
  }
}
