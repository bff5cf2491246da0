internal import ArgumentParser
internal import GitRepository
internal import Glibc
internal import Workflows

struct Hook: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook", abstract: "Install, remove or run git's hooks.",
    subcommands: [HookInstall.self, HookUninstall.self, HookRun.self])
}

struct HookInstall: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Put the hooks where git looks for them.")

  @Flag(help: "Also say after a checkout where the database has not followed.")
  var postCheckout = false

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await Workspace.openRepository().project(.top)
    let results = try await HookInstaller(project: project).install(
      followsCheckouts: postCheckout)
    HookMessages.show(results, on: output.console(for: project))
    if results.contains(where: \.isLeftToThePerson) { throw ExitCode(1) }
  }
}

struct HookUninstall: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall", abstract: "Take the hooks away and leave every other byte.")

  @OptionGroup var output: OutputOptions

  func run() async throws {
    let project = try await Workspace.openRepository().project(.top)
    let results = try await HookInstaller(project: project).uninstall()
    HookMessages.show(results, on: output.console(for: project))
  }
}

struct HookRun: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "What git calls.", shouldDisplay: false)

  @Argument(help: "The hook's name.")
  var event: String

  @Argument(parsing: .captureForPassthrough, help: "What git gives the hook.")
  var arguments: [String] = []

  func run() async throws {
    if event == HookScript.checkoutEvent { return await Self.followCheckout(arguments) }
    try await Self.run()
  }

  /// What is done at a commit is the same for all hooks.
  static func run() async throws {
    let workspace = try await Workspace.openRepository()
    let outcomes = try await Workflows.HookRun(workspace).run()
    let names = outcomes.map(\.project)
    var isRefused = false
    for (name, outcome) in outcomes {
      guard !outcome.isSilent else { continue }
      let console = await OutputOptions.plainConsole(for: name, among: names, in: workspace)
      if !show(outcome, console) { isRefused = true }
    }
    if isRefused { throw ExitCode(1) }
  }

  /// The checkout is done and cannot fail any more: what goes wrong here is not worth a word.
  static func followCheckout(_ arguments: [String]) async {
    // A server that does not answer must not hold up the next command for long; libpq reads this.
    setenv("PGCONNECT_TIMEOUT", "2", 0)
    guard let workspace = try? await Workspace.openRepository(),
      let outcomes = try? await CheckoutRun(workspace).run(arguments)
    else { return }
    let names = outcomes.map(\.project)
    for (name, outcome) in outcomes where outcome != .silent {
      HookMessages.show(
        outcome, on: await OutputOptions.plainConsole(for: name, among: names, in: workspace))
    }
  }

  /// - Returns: whether the commit may be made.
  private static func show(_ outcome: Workflows.HookRun.Outcome, _ console: Console) -> Bool {
    switch outcome {
    case .silent: return true
    case .report(let report, let mode):
      let messages = CheckMessages(report: report, colors: console.errorColors)
        .hookMessages(isBlocking: mode == .block)
      messages.forEach(console.show)
      // A revision that a release contains is never to change, whatever the mode.
      return !messages.contains { $0.voice != .warning }
    case .failure(let error, let mode):
      var message = Message(describing: error)
      if mode == .warn { message.voice = .warning }
      console.show(message)
      return mode != .block
    }
  }
}
