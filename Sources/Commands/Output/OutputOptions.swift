internal import ArgumentParser
internal import GitRepository
internal import Workflows

/// How a command speaks.
struct OutputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Color the output: always, never or auto.", valueName: "when"))
  var color: String?

  /// The console, on which is said first what was found of a run that was killed.
  func console(for project: Project) -> Console {
    var console = Console(color: color, configuration: project.configuration)
    console.mention = ProjectMention(
      project.name, isLabelled: false, isImplied: !project.isNamed)
    tellLeftovers(project.leftovers, console)
    return console
  }

  /// The console for one of several projects that are told of together.
  func console(
    for project: Project, amongAll names: [ProjectName], in workspace: Workspace
  ) -> Console {
    var console = Console(color: color, configuration: project.configuration)
    console.mention = ProjectMention(
      project.name, isLabelled: true,
      isImplied: workspace.isImplied(project.name, in: CommandPath.folder, among: names))
    if project.name == names.first { tellLeftovers(project.leftovers, console) }
    return console
  }

  /// The console of a hook, for one of the projects that it looks at.
  static func plainConsole(
    for name: ProjectName, among names: [ProjectName], in workspace: Workspace
  ) -> Console {
    let configuration = (try? workspace.project(name))?.configuration
    var console = Console(color: nil, configuration: configuration)
    console.mention = ProjectMention(
      name, isLabelled: names.count > 1,
      isImplied: workspace.isImplied(name, in: CommandPath.folder, among: names))
    return console
  }

  private func tellLeftovers(_ leftovers: Leftovers, _ console: Console) {
    let finished = leftovers.finished
    if !finished.isEmpty {
      console.warn(
        "an earlier command was killed half-way, and what it had begun is done now",
        details: finished.map { "  \($0)" })
    }
  }
}
