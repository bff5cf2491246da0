import ArgumentParser
import Processes
import TestSupport
import Testing

@testable import Commands

/// An answer that is cut is an error, whichever command gives it.
struct FullOutputTests {
  /// In an order in which each has something to say.
  private static let commandLines = [
    "init --no-hooks", "prepare -m users", "check", "check --porcelain --staged",
    "check --format=sarif", "check --format=gitlab", "version --build-info", "check --json",
    "diff --json", "status", "log", "log -p",
    "log --json", "blame users", "blame users --json", "rebase", "squash", "release -n v1.0",
    "release v1.0", "sql", "ensure --database=app.db", "current --database=app.db",
    "downgrade --database=app.db", "upgrade --database=app.db", "sync --database=app.db",
    "stamp head --database=app.db", "drop --database=app.db --yes", "hook install",
    "hook uninstall", "gc", "trust", "-h", "--version", "prepare --help",
  ]

  /// What git calls; it says nothing on the standard output.
  private static let silent: Set = ["hook run"]

  /// Prints nothing where nothing is to be found.
  private static let quiet: Set = ["check --porcelain --staged"]

  @Test func `Each command says that it could not`() async throws {
    try await TestRepository.with { repository in
      try repository.write("schema.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);\n")
      for line in Self.commandLines {
        if line == "trust" { try await Self.makeCommandProject(repository) }
        let result = try await Self.run(line, in: repository)
        guard !Self.quiet.contains(line) else { continue }
        #expect(result.status == .exited(128), "\(line)")
        let last = result.errorText.split(separator: "\n").last
        #expect(
          last == "fatal: cannot write to standard output: No space left on device", "\(line)")
        // What was begun is finished.
        if line.hasPrefix("prepare -m") { try await repository.commit("Add users") }
      }
      #expect(try await repository.git("tag") == "v1.0")
    }
  }

  @Test func `No command is left out`() {
    let words = Self.commandLines.map { $0.split(separator: " ").map(String.init) }
    for name in Self.names(of: GitMigrate.self) where !Self.silent.contains(name) {
      let expected = name.split(separator: " ").map(String.init)
      #expect(words.contains { $0.starts(with: expected) }, "\(name)")
    }
  }

  @Test func `A reader that has gone ends a command as it ends git`() async throws {
    try await TestRepository.with { repository in
      let script = "{ sleep 0.2; git-migrate --version; echo $? >&2; } | true; wait"
      let result = try await Self.shell(script, in: repository)
      #expect(result.errorText == "141\n")
    }
  }

  @Test func `A stream that is closed takes no answer, nor does a file in its place`() async throws
  {
    try await TestRepository.with { repository in
      let result = try await Self.shell("git-migrate --version >&-", in: repository)
      #expect(result.status == .exited(128))
      #expect(
        result.errorText == "fatal: cannot write to standard output: Bad file descriptor\n")
    }
  }

  // MARK: Running

  private static func makeCommandProject(_ repository: TestRepository) async throws {
    try await repository.git("config", "--file=.gitmigrate", "migrate.provider", "command")
    try await repository.git("config", "--file=.gitmigrate", "migrate.command", "cat schema.sql")
  }

  private static func run(
    _ line: String, in repository: TestRepository
  ) async throws -> ChildProcess.Result {
    try await shell("git-migrate \(line) >/dev/full", in: repository)
  }

  private static func shell(
    _ script: String, in repository: TestRepository
  ) async throws -> ChildProcess.Result {
    var environment = repository.environment
    environment["PATH"] = TestProducts.directory + ":" + (environment["PATH"] ?? "")
    return try await ChildProcess(
      "sh", ["-c", script], environment: environment, directory: repository.directory
    ).run()
  }

  /// The commands that have no commands below them: `hook install`.
  private static func names(of command: any ParsableCommand.Type) -> [String] {
    let configuration = command.configuration
    let below = configuration.subcommands + configuration.groupedSubcommands.flatMap(\.subcommands)
    return below.flatMap { command in
      let name = command.configuration.commandName ?? "\(command)".lowercased()
      let names = names(of: command)
      return names.isEmpty ? [name] : names.map { "\(name) \($0)" }
    }
  }
}
