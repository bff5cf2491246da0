internal import ArgumentParser
internal import Glibc

/// Runs a command line and turns its end into git's words and exit codes.
package enum Entrance {
  /// - Parameter arguments: without the program's name.
  /// - Returns: the exit code: 0, 1 for a check that says no, 128 where it could not go on, 129 for
  ///   a command line that makes no sense.
  package static func run(_ arguments: [String]) async -> Int32 {
    var command: any ParsableCommand
    do {
      command = try GitMigrate.parseAsRoot(arguments)
    } catch {
      return usage(error)
    }
    do {
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return 0
    } catch let code as ExitCode {
      return code.rawValue
    } catch let request as CleanExit {
      return usage(request)
    } catch {
      let message = Message(describing: error)
      Console.forErrors.show(message)
      return message.voice.exitCode
    }
  }

  private static func usage(_ error: any Error) -> Int32 {
    let text = GitMigrate.fullMessage(for: error)
    guard GitMigrate.exitCode(for: error) != .success else {
      Console.forErrors.answer(text)
      return 0
    }
    Console.forErrors.complain(Self.inGitsVoice(text))
    return 129
  }

  /// ArgumentParser begins with `Error: Some sentence`; git with `error: some sentence`.
  private static func inGitsVoice(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if let first = lines.first, first.hasPrefix("Error: ") {
      let sentence = first.dropFirst(7)
      lines[0] = "error: " + sentence.prefix(1).lowercased() + sentence.dropFirst()
    }
    return lines.map { $0.hasPrefix("Usage: ") ? "usage: " + $0.dropFirst(7) : $0 }
      .filter { !$0.hasPrefix("  See 'git migrate") }
      .joined(separator: "\n")
  }
}
