package import ArgumentParser

/// The command `git migrate`.
package struct GitMigrate: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "migrate",
    _superCommandName: "git",
    abstract: "Write database migrations from repository history.",
    version: ProgramVersion.text,
    subcommands: [],
    groupedSubcommands: [
      CommandGroup(
        name: "Write revisions",
        subcommands: [
          Init.self, Prepare.self, Check.self, Diff.self, Status.self, Log.self, Blame.self,
          Rebase.self, Squash.self, Release.self,
        ]),
      CommandGroup(
        name: "Run revisions",
        subcommands: [
          Upgrade.self, Downgrade.self, Sync.self, Current.self, Stamp.self, Ensure.self, Drop.self,
          SQL.self,
        ]),
      CommandGroup(
        name: "Set up a clone", subcommands: [Hook.self, Trust.self, GC.self, Version.self]),
    ])

  package init() {}
}
