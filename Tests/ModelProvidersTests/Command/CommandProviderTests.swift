import Files
import ModelProviders
import Processes
import Testing

@Suite struct CommandProviderTests {
  private let tree = MemoryTree(["schema.txt": "CREATE TABLE t (a int);\n"])

  @Test("takes standard output as DDL, and tells the dialect")
  func success() async throws {
    let source = try await models("cat schema.txt; echo \"-- $GIT_MIGRATE_DIALECT\"; echo x >&2")
    let expected = SourceText(
      path: "<command>", text: "CREATE TABLE t (a int);\n-- postgresql\n")
    #expect(source == ModelSource(scripts: [expected]))
  }

  @Test("leaves out what only psql reads")
  func dump() async throws {
    let source = try await models(
      #"printf '\\restrict x\nCREATE TABLE t (a int);\n\\unrestrict x\n'"#)
    #expect(source.scripts.map(\.text) == ["           \nCREATE TABLE t (a int);\n             \n"])
    await #expect(
      throws: ProviderError.clientCommand(#"\i"#, program: "psql", location: "<command>:1")
    ) {
      try await models(#"echo '\i other.sql'"#)
    }
  }

  @Test("reports a failure with the last lines of standard error")
  func failure() async throws {
    let command = "echo; echo first >&2; echo >&2; echo second >&2; exit 3"
    await #expect(
      throws: ProviderError.commandFailed(
        command, status: .exited(3), errorOutput: ["first", "second"])
    ) {
      try await models(command)
    }
  }

  @Test("reports a command that does not exist")
  func unknownCommand() async throws {
    await #expect { try await models("no-such-program-here") } throws: { error in
      guard case ProviderError.commandFailed(_, .exited(127), _) = error else { return false }
      return true
    }
  }

  private func models(_ command: String) async throws -> ModelSource {
    try await CommandProvider(command: command, environment: ProcessEnvironment.current)
      .models(in: tree, dialect: "postgresql")
  }
}
