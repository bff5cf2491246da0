import Files
import ModelProviders
import Processes
import Testing

/// The Python with SQLAlchemy, Flask-SQLAlchemy and Django that the environment names for tests.
enum TestPython {
  static let path = ProcessEnvironment["GIT_MIGRATE_TEST_PYTHON"]

  /// Without it the tests are left out, except where nobody would notice: there they fail.
  static let isExpected = path != nil || ProcessEnvironment["CI"] == "true"

  static func source(
    _ files: [String: String], _ modules: [String], dialect: String = "sqlite",
    allowsStubs: Bool = false
  ) async throws -> ModelSource {
    let python: String = try #require(path)
    let provider = SQLAlchemyProvider(
      modules: modules,
      python: PythonSettings(
        python: python, projectRoots: ["/"], environment: ProcessEnvironment.current))
    return try await provider.models(
      in: MemoryTree(files), dialect: dialect, allowsStubs: allowsStubs)
  }

  /// The DDL that the files' models yield.
  static func ddl(
    _ files: [String: String], _ modules: [String] = ["models"], dialect: String = "sqlite"
  ) async throws -> String {
    try await source(files, modules, dialect: dialect).scripts.map(\.text).joined()
  }

  /// What reading the files' models throws.
  static func failure(
    _ files: [String: String], _ modules: [String] = ["models"], dialect: String = "sqlite",
    allowsStubs: Bool = false
  ) async throws -> ProviderError {
    do {
      _ = try await source(files, modules, dialect: dialect, allowsStubs: allowsStubs)
    } catch let error as ProviderError {
      return error
    }
    throw NoFailure()
  }

  struct NoFailure: Error {}
}
