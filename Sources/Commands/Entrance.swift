internal import ArgumentParser
internal import Glibc
internal import Processes
internal import Signals

/// Runs a command line and turns its end into git's words and exit codes.
package enum Entrance {
  /// - Parameter arguments: without the program's name.
  /// - Returns: the exit code: 0, 1 for a check that says no, 128 where it could not go on, 129 for
  ///   a command line that makes no sense.
  ///
  /// It ends the standard output, so it can run once in a process.
  package static func run(_ arguments: [String]) async -> Int32 {
    StandardOutput.prepare()
    if let shortage = DescriptorSupply.shortage {
      Console.forErrors.show(
        Message(
          .fatal, "cannot start: \(shortage)", hints: ["Let it open more with \"ulimit -n 64\""]))
      return 128
    }
    Termination.install()
    let code = await outcome(of: arguments)
    guard let failure = StandardOutput.finish() else { return code }
    if failure == EPIPE { StandardOutput.dieOfClosedPipe() }
    let reason = String(cString: strerror(failure))
    Console.forErrors.show(Message(.fatal, "cannot write to standard output: \(reason)"))
    return 128
  }

  private static func outcome(of arguments: [String]) async -> Int32 {
    do {
      if try await EachCommit.run(arguments) { return 0 }
      var command: any ParsableCommand
      do {
        command = try GitMigrate.parseAsRoot(Self.withVerbFirst(arguments))
      } catch {
        return usage(error, arguments)
      }
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return 0
    } catch let code as ExitCode {
      return code.rawValue
    } catch  where isAboutUsage(error) {
      return usage(error, arguments)
    } catch {
      let message = Message(describing: error).of(ProjectMention.typed(in: arguments))
        .redacted(of: arguments)
      Console.forErrors.show(message)
      return message.voice.exitCode
    }
  }

  /// An option of git's kind may stand before the verb: `git migrate --project=svc/a status`.
  private static func withVerbFirst(_ arguments: [String]) -> [String] {
    guard let first = arguments.first else { return arguments }
    let count = first == "--project" ? 2 : first.hasPrefix("--project=") ? 1 : 0
    guard count > 0, arguments.count > count, !arguments[count].hasPrefix("-") else {
      return arguments
    }
    return [arguments[count]] + arguments[..<count] + arguments[(count + 1)...]
  }

  /// Whether the library for command lines has thrown it, also to ask for help.
  private static func isAboutUsage(_ error: any Error) -> Bool {
    [.success, .validationFailure].contains(GitMigrate.exitCode(for: error))
  }

  private static func usage(_ error: any Error, _ arguments: [String]) -> Int32 {
    let text = GitMigrate.fullMessage(for: error)
    guard GitMigrate.exitCode(for: error) != .success else {
      Console.forErrors.answer(verbatim: UsageText.ofHelp(text))
      return 0
    }
    let lines = UsageText.ofError(Redaction(arguments).applied(to: text))
    for line in lines.split(separator: "\n", omittingEmptySubsequences: false) {
      Console.forErrors.complain(String(line))
    }
    return 129
  }
}
