import Engine
import Files
import SchemaModel
import TestSupport
import Testing
import Workflows

struct SyncTests {
  static let users = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\n"

  /// What would be lost by leaving a revision, in a database that has these rows.
  private func losses(
    models: String = users, to change: String, up: String, down: String, rows: String
  ) async throws -> [String]? {
    try await SQLProject.with(models: models) { project in
      try await project.prepare()
      try await project.repository.commit("first")
      try project.change(models: change)
      let path = try await project.prepare(PrepareRequest(refusesRenames: true)).revisions[0].path
      let file = project.repository.directory + "/" + path
      let text = String(decoding: try #require(try FileSystem.bytes(at: file)), as: UTF8.self)
      let headers = text[..<(try #require(text.firstRange(of: "-- migrate:up"))).lowerBound]
      try project.repository.write(
        path, headers + "-- migrate:up\n\(up)\n\n-- migrate:down\n\(down)\n")
      try await project.upgrade()
      _ = try await project.makeDatabase("app.db", creating: rows)
      try FileSystem.remove(file)
      return try Sync(try await project.database()).way()?.losses?.map {
        "\($0.table)\($0.column.map { ".\($0)" } ?? "") \($0.count)"
      }
    }
  }

  @Test func `A table that gets its old name back keeps its rows`() async throws {
    let lost = try await losses(
      to: Self.users.replacing("users", with: "people"), up: "ALTER TABLE users RENAME TO people;",
      down: "ALTER TABLE people RENAME TO users;", rows: "INSERT INTO people VALUES (1, 'ada')")
    #expect(lost == [])
  }

  @Test func `Values that are written over are lost`() async throws {
    let lost = try await losses(
      to: Self.users + "CREATE TABLE t (id INTEGER);", up: "CREATE TABLE t (id INTEGER);",
      down: "UPDATE users SET name = 'nobody';\nDROP TABLE t;",
      rows: "INSERT INTO users VALUES (1, 'ada'), (2, NULL)")
    #expect(lost == ["users.name 1"])
  }

  @Test func `Columns that another takes the place of are told apart by their values`() async throws
  {
    let lost = try await losses(
      to: "CREATE TABLE users (id INTEGER PRIMARY KEY, first TEXT, last TEXT);",
      up: """
        ALTER TABLE users RENAME COLUMN name TO last;
        ALTER TABLE users ADD COLUMN first TEXT;
        """,
      down: """
        ALTER TABLE users RENAME COLUMN last TO name;
        ALTER TABLE users DROP COLUMN first;
        """,
      rows: "INSERT INTO users VALUES (1, 'lovelace', 'ada'), (2, 'babbage', 'charles')")
    #expect(lost == ["users.first 2"])
  }

  @Test func `Rows that were moved away are not followed`() async throws {
    let lost = try await losses(
      to: Self.users + "CREATE TABLE t (id INTEGER);", up: "CREATE TABLE t (id INTEGER);",
      down: "DROP TABLE t;", rows: "INSERT INTO t VALUES (1), (2), (3)")
    #expect(lost == ["t 3"])
  }

  @Test func `A database that is not there yet, or is behind, has nothing to take back`()
    async throws
  {
    try await SQLProject.with(models: Self.users) { project in
      try await project.prepare()
      #expect(try Sync(try await project.database()).way() == nil)
      try await project.upgrade()
      try project.change(models: Self.users + "CREATE TABLE t (id INTEGER);")
      try await project.prepare()
      #expect(try Sync(try await project.database()).way() == nil)
    }
  }
}
