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
    let project = try await Project.openRepository()
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
    let project = try await Project.openRepository()
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
    let project = try await Project.openRepository()
    let console = Console(color: nil, configuration: project.configuration)
    switch try await Workflows.HookRun(project: project).run() {
    case .silent: return
    case .report(let report, let mode): try show(report, mode, console)
    case .failure(let error, let mode): try show(error, mode, console)
    }
  }

  /// The checkout is done and cannot fail any more: what goes wrong here is not worth a word.
  static func followCheckout(_ arguments: [String]) async {
    // A server that does not answer must not hold up the next command for long; libpq reads this.
    setenv("PGCONNECT_TIMEOUT", "2", 0)
    guard let project = try? await Project.openRepository(),
      let outcome = try? CheckoutRun(project: project).run(arguments)
    else { return }
    let console = Console(color: nil, configuration: project.configuration)
    HookMessages.show(outcome, on: console)
  }

  private static func show(
    _ report: CheckReport, _ mode: Workflows.HookRun.Mode, _ console: Console
  )
    throws
  {
    let messages = CheckMessages(report: report, colors: console.errorColors)
      .hookMessages(isBlocking: mode == .block)
    messages.forEach(console.show)
    // A revision that a release contains is never to change, whatever the mode.
    if messages.contains(where: { $0.voice != .warning }) { throw ExitCode(1) }
  }

  private static func show(_ error: any Error, _ mode: Workflows.HookRun.Mode, _ console: Console)
    throws
  {
    var message = Message(describing: error)
    if mode == .warn { message.voice = .warning }
    console.show(message)
    if mode == .block { throw ExitCode(1) }
  }
}
