internal import Processes
internal import Workflows

/// What is said once in a clone without hooks.
enum HookAdvice {
  /// What goes wrong with it is not worth a word.
  static func show(for projects: [ChosenProject], _ output: OutputOptions) async {
    guard !isContinuousIntegration, let project = try? projects.first?.open() else { return }
    let console = output.console(for: project)
    guard console.shows(.hooks), let reminder = HookReminder(project),
      (try? await reminder.isDue()) ?? false, (try? reminder.settle()) != nil
    else { return }
    console.advise(
      [
        "In this clone no hook looks at commits. To have one, run", "  git migrate hook install",
      ], .hooks)
  }

  /// Whether this is a machine that nobody commits on.
  private static var isContinuousIntegration: Bool {
    let variables = ["CI", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION"]
    return variables.contains { name in
      ProcessEnvironment[name].map { !["", "0", "false"].contains($0.lowercased()) } ?? false
    }
  }
}
