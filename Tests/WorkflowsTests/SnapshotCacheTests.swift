import Engine
import EngineTestSupport
import Files
import GitRepository
import ModelProviders
import Revisions
import SchemaModel
import TestSupport
import Testing

@testable import Workflows

struct SnapshotCacheTests {
  private static func withBuilder(
    _ body: (SnapshotBuilder, CountingEngine, SQLProject) async throws -> Void
  ) async throws {
    try await SQLProject.with(models: "CREATE TABLE a (id INTEGER PRIMARY KEY);") { project in
      project.ageModels()
      let engine = CountingEngine()
      let cache = SnapshotCache(commonDirectory: project.repository.directory + "/.git")
      try await body(SnapshotBuilder(engine: engine, cache: cache), engine, project)
    }
  }

  private func tables(_ builder: SnapshotBuilder, _ tree: any Tree) async throws -> [String] {
    let provider = SQLFilesProvider(paths: ["schema.sql"])
    return try await builder.models(of: tree, provider: provider, allowsStubs: false)
      .schema.tables.map(\.name.spelling)
  }

  @Test func `The same content is built once, whatever tree it is in`() async throws {
    try await Self.withBuilder { builder, engine, test in
      let project = try await test.project()
      let repository = try #require(project.repository)
      let head = try #require(try repository.head())
      let trees: [any Tree] = [
        project.workingTree, try repository.tree(of: head, name: "HEAD"),
        try await repository.index(), project.workingTree,
      ]
      for tree in trees { #expect(try await tables(builder, tree) == ["a"]) }
      #expect(engine.scratchCount == 1)
      try test.change(models: "CREATE TABLE b (id INTEGER PRIMARY KEY);")
      #expect(try await tables(builder, project.workingTree) == ["b"])
      #expect(try await tables(builder, trees[1]) == ["a"])
      #expect(engine.scratchCount == 2)
    }
  }

  @Test func `A chain of revisions is run once`() async throws {
    try await Self.withBuilder { builder, engine, test in
      try await test.prepare()
      let chain = try await test.project().revisions(of: test.project().workingTree).graph.files
      let schema = try builder.schema(of: chain)
      #expect(schema.tables.count == 1)
      #expect(try builder.schema(of: chain) == schema)
      #expect(engine.scratchCount == 1)
    }
  }

  @Test func `What is damaged counts as absent, and the folder may be read-only`() async throws {
    try await Self.withBuilder { builder, engine, test in
      let tree = try await test.project().workingTree
      #expect(try await tables(builder, tree) == ["a"])
      let folder = test.repository.directory + "/.git/migrate/snapshots"
      let file = try #require(try FileSystem.entries(of: folder).first)
      let bytes = try #require(try FileSystem.bytes(at: folder + "/" + file))
      for damaged in [[], Array(bytes.dropLast()), bytes + [0], bytes.map { $0 ^ 1 }] {
        try AtomicFile.write(damaged, to: folder + "/" + file)
        #expect(try await tables(builder, tree) == ["a"])
      }
      #expect(engine.scratchCount == 5)
      try FileSystem.remove(folder)
      try AtomicFile.write([], to: folder)
      #expect(try await tables(builder, tree) == ["a"])
    }
  }

  @Test func `Parts of large models are remembered until the next are`() async throws {
    try await Self.withBuilder { builder, engine, _ in
      let memory = try #require(builder.partMemory)
      let parts = try ["CREATE TABLE a (x);", "CREATE TABLE b (y);"].map { text in
        (script: text, schema: try engine.schema(of: [Script(text, path: "part")]))
      }
      let scripts = parts.map(\.script)
      #expect(memory.schemas(of: scripts) == [nil, nil])
      memory.remember(parts)
      #expect(memory.schemas(of: scripts) == parts.map(\.schema))
      #expect(memory.schemas(of: ["CREATE TABLE c (x);", scripts[1]]) == [nil, parts[1].schema])
      memory.remember([parts[1]])
      #expect(memory.schemas(of: scripts) == [nil, parts[1].schema])
    }
  }

  @Test func `No more than some hundreds of snapshots are kept`() async throws {
    try await Self.withBuilder { builder, _, test in
      let folder = test.repository.directory + "/.git/migrate/snapshots"
      try FileSystem.createDirectory(folder)
      for number in 0..<600 {
        try AtomicFile.write([1], to: folder + "/\(number)", isDurable: false)
      }
      #expect(try await tables(builder, test.project().workingTree) == ["a"])
      #expect(try FileSystem.entries(of: folder).count == 512)
      let cleared = try GarbageCollection.run(in: try await test.workspace())
      #expect(cleared.snapshotCount == 512)
      #expect(try FileSystem.entries(of: folder).isEmpty)
    }
  }

  @Test func `Runs at the same time do not disturb each other`() async throws {
    try await Self.withBuilder { builder, _, test in
      let tree = try await test.project().workingTree
      try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 0..<20 { group.addTask { try await tables(builder, tree) } }
        for try await found in group { #expect(found == ["a"]) }
      }
    }
  }
}
