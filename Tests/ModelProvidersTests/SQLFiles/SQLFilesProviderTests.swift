import ModelProviders
import Testing

@Suite struct SQLFilesProviderTests {
  private let tree = MemoryTree([
    "schema.sql": "CREATE TABLE a (id int);",
    "db/b.sql": "B;", "db/a.sql": "A;", "db/views/c.sql": "C;", "db/README.md": "no",
    "db/schema.ddl": "D;", "docs/index.md": "no",
  ])

  @Test("reads files in the order of the configuration, folders in byte order")
  func order() async throws {
    let paths = try await paths(of: ["schema.sql", "db"])
    #expect(paths == ["schema.sql", "db/a.sql", "db/b.sql", "db/views/c.sql"])
  }

  @Test("reads a file once, where it is named first")
  func duplicates() async throws {
    #expect(try await paths(of: ["./db/b.sql", "db/"]).prefix(2) == ["db/b.sql", "db/a.sql"])
  }

  @Test("reads a named file whatever its extension")
  func anyExtension() async throws {
    #expect(try await paths(of: ["db/schema.ddl"]) == ["db/schema.ddl"])
  }

  @Test("hands on text and origin")
  func text() async throws {
    let source = try await SQLFilesProvider(paths: ["schema.sql"]).models(
      in: tree, dialect: "sqlite")
    let expected = SourceText(path: "schema.sql", text: "CREATE TABLE a (id int);", firstLine: 1)
    #expect(
      source
        == ModelSource(
          scripts: [expected], dependencies: ModelDependencies(paths: ["schema.sql"])))
  }

  @Test("stops at a path without SQL", arguments: ["nothing.sql", "docs", "db/b"])
  func missing(path: String) async throws {
    await #expect(throws: ProviderError.pathMissing(path, tree: "v1.2")) {
      try await paths(of: [path])
    }
  }

  @Test("needs its own paths only")
  func neededPaths() {
    #expect(SQLFilesProvider(paths: ["./db/", "."]).neededPaths == ["db", ""])
  }

  private func paths(of paths: [String]) async throws -> [String] {
    let source = try await SQLFilesProvider(paths: paths).models(in: tree, dialect: "sqlite")
    return source.scripts.map(\.path)
  }
}
