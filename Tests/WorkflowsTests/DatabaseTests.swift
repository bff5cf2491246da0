import Engine
import Files
import Revisions
import SQLiteEngine
import SchemaModel
import TestSupport
import Testing
import Workflows

struct DatabaseTests {
  static let users = "CREATE TABLE users (id INTEGER PRIMARY KEY, nickname TEXT);\n"
  static let orders = "CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER);\n"

  @Test func `Upgrade runs what is missing and downgrade takes it back`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      let first = try await project.prepare().revisions[0].revision.id
      try project.change(models: Self.users + Self.orders)
      let second = try await project.prepare().revisions[0].revision.id
      #expect(try await project.upgrade().applied.map(\.id) == [first, second])
      #expect(try await project.upgrade().applied.isEmpty)
      let down = try Downgrade(try await project.database()).run(to: "-1")
      #expect(down.undone.map(\.revision) == [second.text])
      #expect(down.current == first.text)
      #expect(try await project.upgrade("+1").applied.map(\.id) == [second])
    }
  }

  @Test func `The record takes a database back past a revision whose file is gone`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      try await project.prepare()
      try project.change(models: Self.users + Self.orders)
      let second = try await project.prepare().revisions[0]
      try await project.upgrade()
      try FileSystem.remove(project.repository.directory + "/" + second.path)
      let down = try Downgrade(try await project.database()).run(to: "-1")
      #expect(down.undone.map(\.revision) == [second.revision.id.text])
      #expect(try await project.upgrade().applied.isEmpty)
    }
  }

  @Test func `A database that stands where revisions were adopted is recognised`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      let old = try await project.makeDatabase(creating: Self.users)
      let other = try await project.makeDatabase("other.db", creating: Self.orders)
      try await project.repository.git("tag", "v1.0")
      try project.change(models: Self.users + Self.orders)
      let report = try await project.prepare(PrepareRequest(name: "v1.0"))
      let upgraded = try await project.upgrade("head", old)
      #expect(upgraded.adoptedBaseline?.baselineTag == "v1.0")
      #expect(upgraded.applied.map(\.id) == [report.revisions[1].revision.id])
      await #expect(throws: DatabaseStateError.self) { try await project.upgrade("head", other) }
    }
  }

  @Test func `Many upgrades at once run each revision once`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      try await project.prepare()
      for number in 1...5 {
        try project.change(models: Self.users + "CREATE TABLE t\(number) (id INTEGER);")
        try await project.prepare(PrepareRequest(refusesRenames: true))
      }
      let database = try await project.database()
      let reports = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 1...4 {
          let project = try await project.project()
          let url = database.displayURL
          group.addTask {
            let own = try DatabaseProject(project: project, url: url, versions: nil)
            return try Upgrade(own).run(to: "head", clock: { "2005-04-07T22:13:13Z" }).applied.count
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(reports == 6)
      #expect(try DatabaseStatus.read(database).record.count == 6)
    }
  }

  @Test func `What no revision has made stays when its table is rebuilt`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      try await project.prepare()
      try await project.upgrade()
      let own = """
        CREATE TABLE mine (note TEXT);
        CREATE INDEX mine_index ON users (nickname);
        CREATE TRIGGER mine_trigger AFTER INSERT ON users BEGIN INSERT INTO mine VALUES ('x'); END;
        CREATE VIEW mine_view AS SELECT nickname FROM users;
        """
      _ = try await project.makeDatabase("app.db", creating: own)
      try project.change(
        models: "CREATE TABLE users (id INTEGER PRIMARY KEY, nickname VARCHAR(9));")
      try await project.prepare()
      try await project.upgrade()
      _ = try Downgrade(try await project.database()).run(to: "-1")
      let url = try DatabaseURL(project.repository.root + "/app.db")
      let schema = try SQLiteEngine().open(url, mode: .read).schema()
      #expect(schema.objects.map(\.name.spelling) == ["mine_view", "mine_trigger"])
      let users = try #require(schema.table(named: Name(folding: "users")))
      #expect(users.indexes.map(\.name.spelling) == ["mine_index"])
    }
  }

  @Test func `A script for a client does what an upgrade does`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      try await project.prepare()
      try project.change(
        models: "CREATE TABLE users (id INTEGER PRIMARY KEY, nickname TEXT UNIQUE);")
      try await project.prepare()
      let opened = try await project.project()
      let folder = try DatabaseProject.folder(in: opened, versions: nil)
      let script = try SQLScript(project: opened, folder: folder, dialect: .sqlite)
        .text(from: "base", to: "head", clock: { "2005-04-07T22:13:13Z" })
      _ = try await project.makeDatabase("script.db", creating: script)
      try await project.upgrade()
      let upgraded = try DatabaseStatus.read(try await project.database())
      let scripted = try DatabaseStatus.compare(try await project.database("script.db"))
      #expect(scripted.record.map(\.revision) == upgraded.record.map(\.revision))
      #expect(scripted.record.map(\.down) == upgraded.record.map(\.down))
      #expect(scripted.drift == .none)
    }
  }
}

extension SQLProject {
  /// Makes a database beside the repository with the sqlite3 shell's rules: a script, nothing else.
  func makeDatabase(_ name: String = "old.db", creating script: String) async throws -> String {
    let url = try DatabaseURL(repository.root + "/" + name)
    try SQLiteEngine().open(url, mode: .create).run(
      Script(script, path: name, options: ScriptOptions(isTransactional: false)))
    return name
  }
}
