internal import ArgumentParser
internal import Workflows

/// The database that a command is for, and the revisions that are meant for it.
struct DatabaseOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Such as sqlite:///app.db or app.db.", valueName: "url"))
  var database: String?

  @Option(help: ArgumentHelp("The folder of revision files.", valueName: "folder"))
  var versions: String?

  func project(_ project: Project) throws -> DatabaseProject {
    try DatabaseProject(project: project, url: database, versions: versions)
  }

  /// Whether a person or the environment names a database.
  func isNamed(in project: Project) -> Bool {
    (try? project.databaseURL(option: database)) != nil
  }
}
