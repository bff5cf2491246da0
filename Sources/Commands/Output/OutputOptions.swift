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
    for name: ProjectName, amongAll names: [ProjectName], in workspace: Workspace
  ) async -> Console {
    var console = Console(color: color, configuration: workspace.configuration(of: name))
    console.mention = ProjectMention(
      name, isLabelled: true,
      isImplied: await workspace.isImplied(name, in: CommandPath.folder, among: names))
    if name == names.first { tellLeftovers(workspace.leftovers, console) }
    return console
  }

  /// The console for all projects that a command is about.
  func console(in workspace: Workspace) -> Console {
    let console = Console(color: color, configuration: workspace.configuration(of: .top))
    tellLeftovers(workspace.leftovers, console)
    return console
  }

  /// The console of a hook, for one of the projects that it looks at.
  static func plainConsole(
    for name: ProjectName, among names: [ProjectName], in workspace: Workspace
  ) async -> Console {
    var console = Console(color: nil, configuration: workspace.configuration(of: name))
    console.mention = ProjectMention(
      name, isLabelled: names.count > 1,
      isImplied: await workspace.isImplied(name, in: CommandPath.folder, among: names))
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
