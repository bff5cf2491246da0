import ModelProviders
import Processes
import Testing

/// Runs that end before SQLAlchemy has a part in them.
@Suite struct PythonRunTests {
  @Test("reports an interpreter that does not exist", arguments: ["/no/python", "no-such-python"])
  func missing(python: String) async throws {
    await #expect(throws: ProviderError.pythonMissing(python)) { try await run(python) }
  }

  @Test("reports a program that is no Python")
  func notPython() async throws {
    await #expect(
      throws: ProviderError.pythonFailed("/bin/false", status: .exited(1), errorOutput: [])
    ) {
      try await run("/bin/false")
    }
  }

  private func run(_ python: String) async throws -> ModelSource {
    try await SQLAlchemyProvider(
      modules: ["models"],
      python: PythonSettings(
        python: python, projectRoots: ["/"], environment: ProcessEnvironment.current)
    ).models(in: MemoryTree(["models.py": ""]), dialect: "sqlite")
  }
}
