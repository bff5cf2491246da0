import Engine
import Files
import GitRepository
import Proving
import Revisions
import SchemaModel
import TestSupport
import Testing
import Workflows

struct PrepareTests {
  static let users = "CREATE TABLE users (id INTEGER PRIMARY KEY, nickname TEXT);\n"
  static let orders = "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);\n"

  @Test func `The first revision builds the models from an empty database`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      let report = try await project.prepare()
      let revision = try #require(report.revisions.first)
      #expect(report.revisions.count == 1)
      #expect(revision.revision.parent == nil)
      #expect(try project.versionFiles == [revision.path])
      #expect(try await project.prepare().revisions.isEmpty)
    }
  }

  @Test func `The same inputs write the same file`() async throws {
    func text() async throws -> String {
      try await SQLProject.with(models: Self.users + Self.orders) { project in
        try await project.prepare(PrepareRequest(message: "both")).revisions[0].revision.text
      }
    }
    let first = try await text()
    #expect(try await text() == first)
  }

  @Test func `A dry run writes nothing`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      let report = try await project.prepare(PrepareRequest(isDryRun: true))
      #expect(report.revisions.count == 1)
      #expect(!report.isWritten)
      #expect(try project.versionFiles.isEmpty)
    }
  }

  @Test func `A tag without revisions gets a baseline`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      try await project.repository.git("tag", "v1.0")
      try project.change(models: Self.users + Self.orders)
      let report = try await project.prepare(PrepareRequest(name: "v1.0"))
      #expect(report.revisions.map(\.isBaseline) == [true, false])
      #expect(report.revisions[1].revision.parent == report.revisions[0].revision.id)
      #expect(report.deployment?.tag.name == "v1.0")
      try await project.repository.git("add", "--all")
      #expect(try await project.prepare(PrepareRequest(name: "v1.0")).revisions.isEmpty)
    }
  }

  @Test func `A name that is no tag is the release being prepared`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      try await project.prepare()
      try await project.repository.commit("first")
      try await project.release("v1.0")
      try project.change(models: Self.users + Self.orders)
      let report = try await project.prepare(PrepareRequest(name: "v1.1"))
      #expect(report.release == "v1.1")
      #expect(report.deployment?.tag.name == "v1.0")
      #expect(report.revisions[0].revision.base == "v1.0")
    }
  }

  @Test func `Amending replaces the newest pending revision and its file`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      let first = try await project.prepare(PrepareRequest(message: "users"))
      try project.change(models: Self.users + Self.orders)
      let second = try await project.prepare(PrepareRequest(amends: true))
      #expect(second.replaced == first.revisions[0].path)
      #expect(second.revisions[0].revision.message == "users")
      #expect(try project.versionFiles == second.revisions.map(\.path))
    }
  }

  @Test func `A deployed revision is neither amended nor built upon once edited`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      let path = try await project.prepare().revisions[0].path
      try await project.repository.commit("first")
      try await project.release("v1.0")
      await #expect(throws: PrepareError.self) {
        try await project.prepare(PrepareRequest(amends: true))
      }
      let tree = DirectoryTree(root: project.repository.directory, name: "")
      let text = try #require(try tree.text(at: path))
      try project.repository.write(path, text + "\n-- edited\n")
      await #expect(throws: PrepareError.self) { try await project.prepare() }
    }
  }

  @Test func `A column that must be filled needs a value`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      try await project.prepare()
      let changed =
        "CREATE TABLE users (id INTEGER PRIMARY KEY, nickname TEXT, age INTEGER NOT NULL);"
      try project.change(models: changed)
      do {
        try await project.prepare()
        Issue.record("no value was asked for")
      } catch PrepareError.valuesNeeded(let columns) {
        #expect(columns.map(\.description) == ["users.age"])
        let report = try await project.prepare(
          PrepareRequest(backfills: [ColumnPath(columns[0]): "7"]))
        #expect(report.revisions[0].revision.text.contains("SELECT id, nickname, 7 FROM users"))
      }
    }
  }

  @Test func `Amending remembers what a person has said`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      try await project.prepare()
      try project.change(
        models: "CREATE TABLE users (id INTEGER PRIMARY KEY, username TEXT, age INTEGER NOT NULL);")
      let age = ColumnPath(table: "users", column: "age")
      try await project.prepare(PrepareRequest(refusesRenames: true, backfills: [age: "7"]))
      let report = try await project.prepare(
        PrepareRequest(amends: true, allowances: HazardAllowance([.dropColumn])))
      let text = report.revisions[0].revision.text
      #expect(report.renames.isEmpty)
      #expect(text.contains("-- Default: users.age 7\n"))
      #expect(text.contains("-- Renames: none\n"))
      #expect(text.contains("-- Allow: drop-column users.nickname\n"))
      #expect(text.contains("SELECT id, 7 FROM users"))
    }
  }

  @Test func `A tag from before the models came is an empty database`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      try await project.repository.git("rm", "--quiet", "schema.sql")
      try await project.repository.commit("no models")
      try await project.repository.git("tag", "v0.1")
      try project.change(models: Self.users)
      let report = try await project.prepare(PrepareRequest(name: "v0.1"))
      #expect(report.lacksModelsAtBase)
      #expect(report.revisions.map(\.isBaseline) == [false])
    }
  }

  @Test func `A proof that fails leaves no file`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      try await project.prepare()
      let before = try project.versionFiles
      // A generated column cannot be computed from a column of the same change that is gone.
      try project.change(
        models: "CREATE TABLE users (id INTEGER PRIMARY KEY, n TEXT AS (nickname));")
      await #expect(throws: UnreadableModels.self) { try await project.prepare() }
      #expect(try project.versionFiles == before)
    }
  }
}
