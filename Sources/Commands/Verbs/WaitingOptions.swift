internal import ArgumentParser
internal import Engine
internal import Workflows

/// How long locks are waited for that others hold.
struct WaitingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How long to wait for a lock, such as 5s or 500ms; 0 for ever.", valueName: "time"))
  var lockTimeout: WaitingTime?

  @Option(
    help: ArgumentHelp("How often to try again after that, 3 by default.", valueName: "number"))
  var lockRetries: Int?

  func validate() throws {
    guard lockRetries ?? 0 >= 0 else {
      throw ValidationError("--lock-retries takes a number that is not negative")
    }
  }

  func waiting(_ project: Project, _ console: Console) throws -> Waiting {
    var waiting = try project.waiting()
    if let time = lockTimeout { waiting.lockTimeout = time.duration }
    if let count = lockRetries { waiting.retries = count }
    waiting.tell = { console.show(Message($0)) }
    return waiting
  }
}

/// A time as people write it.
struct WaitingTime: ExpressibleByArgument {
  let duration: Duration

  init?(argument: String) {
    guard let duration = Duration(waitingTime: argument) else { return nil }
    self.duration = duration
  }
}
