import Engine
import Proving
import Revisions
import SchemaModel
import TestSupport
import Testing
import Workflows

struct RenameHistoryTests {
  private func accounts(_ columns: String...) -> String {
    "CREATE TABLE accounts (id INTEGER PRIMARY KEY, \(columns.joined(separator: ", ")));\n"
  }

  private func renames(in report: PrepareReport) -> [String] {
    report.renames.map { "\($0.names.old) \($0.names.new) \($0.evidence)" }
  }

  /// A project whose revisions cover `models`, and whose later commits bring the others.
  private func story(
    _ models: String, _ later: [String], uncommitted: String? = nil,
    _ request: PrepareRequest = PrepareRequest()
  ) async throws -> (report: PrepareReport, commits: [String]) {
    try await SQLProject.with(models: models) { project in
      try await project.prepare()
      try await project.repository.commit("first")
      var commits: [String] = []
      for text in later {
        commits.append(try await project.repository.commit("next", files: ["schema.sql": text]))
      }
      if let uncommitted { try project.change(models: uncommitted) }
      return (try await project.prepare(request), commits.map { String($0.prefix(7)) })
    }
  }

  @Test func `A name that another had before it went is found`() async throws {
    let story = try await story(
      accounts("cents INTEGER", "price INTEGER"),
      [accounts("cents INTEGER"), accounts("price INTEGER")])
    #expect(
      renames(in: story.report) == [
        "accounts.cents accounts.price history(commit: \"\(story.commits[1])\")"
      ])
    let hazards = story.report.revisions.last?.drafts.first?.proved.hazards ?? []
    #expect(hazards.filter { $0.kind == .dropColumn }.map(\.subject) == ["accounts.price"])
  }

  @Test func `A person may say that a name was another's before it went`() async throws {
    var request = PrepareRequest()
    request.renames = [
      try #require(RenameRequest(from: "accounts.cents", to: "price", evidence: .option))
    ]
    let story = try await story(
      accounts("cents INTEGER", "price INTEGER"), [], uncommitted: accounts("price INTEGER"),
      request)
    #expect(renames(in: story.report) == ["accounts.cents accounts.price option"])
  }

  @Test func `A name that is taken again by another was given away before`() async throws {
    let story = try await story(
      accounts("price INTEGER"),
      [accounts("net INTEGER"), accounts("net INTEGER", "price INTEGER")])
    #expect(
      story.report.renames.map { "\($0.names.old) \($0.names.new)" } == [
        "accounts.price accounts.net"
      ])
    let table = { (name: String) in "CREATE TABLE \(name) (id INTEGER PRIMARY KEY, body TEXT);" }
    let tables = try await self.story(
      table("orders"), [table("archive"), table("archive") + table("orders")])
    #expect(tables.report.renames.map { "\($0.names.old) \($0.names.new)" } == ["orders archive"])
  }

  @Test func `Names that were exchanged by way of a third are exchanged`() async throws {
    let story = try await story(
      accounts("a TEXT", "b TEXT"),
      [accounts("t TEXT", "b TEXT"), accounts("t TEXT", "a TEXT"), accounts("b TEXT", "a TEXT")])
    #expect(
      Set(story.report.renames.map { "\($0.names.old) \($0.names.new)" }) == [
        "accounts.a accounts.b", "accounts.b accounts.a",
      ])
  }

  @Test func `A new name that went before it came again is another's`() async throws {
    let story = try await story(
      accounts("a TEXT", "b TEXT"),
      [accounts("x TEXT", "b TEXT"), accounts("b TEXT"), accounts("b TEXT", "x TEXT")])
    #expect(story.report.renames.isEmpty)
  }

  @Test func `A rename that was taken back is none`() async throws {
    let story = try await story(
      accounts("a TEXT"), [accounts("b TEXT"), accounts("a TEXT", "c TEXT")])
    #expect(story.report.renames.isEmpty)
  }

  @Test func `A view that reads a renamed column has its own name`() async throws {
    let view = "CREATE VIEW v AS SELECT id, "
    let story = try await story(
      accounts("login TEXT") + view + "login FROM accounts;",
      [accounts("username TEXT") + view + "username AS login FROM accounts;"])
    #expect(story.report.renames.map(\.names.new) == ["accounts.username"])
  }

  @Test func `One commit that takes a name away and brings another is a rename`() async throws {
    let story = try await story(accounts("login TEXT"), [accounts("username TEXT")])
    #expect(
      renames(in: story.report) == [
        "accounts.login accounts.username history(commit: \"\(story.commits[0])\")"
      ])
  }

  @Test func `A chain of renames ends with the name that is there`() async throws {
    let story = try await story(
      accounts("login TEXT"),
      [
        accounts("login TEXT", "x"), accounts("name TEXT", "x"), accounts("name TEXT", "y"),
        accounts("username TEXT", "y"),
      ])
    #expect(story.report.renames.map(\.names.new) == ["accounts.username"])
  }

  @Test func `Two renames in 300 commits are found with a handful of snapshots`() async throws {
    try await SQLProject.with(models: accounts("login TEXT", "note")) { project in
      try await project.prepare()
      try await project.repository.commit("first")
      try await project.importCommits(300) { number in
        let name = number < 100 ? "login" : number < 200 ? "username" : "handle"
        return accounts("\(name) TEXT", "note") + "CREATE TABLE t\(number) (id INTEGER);"
      }
      let report = try await project.prepare()
      #expect(
        report.renames.map { "\($0.names.old) \($0.names.new)" } == [
          "accounts.login accounts.handle"
        ])
      #expect(report.history?.commits ?? 0 == 0)
      #expect((1...20).contains(report.snapshotsOfHistory), "\(report.snapshotsOfHistory)")
    }
  }

  @Test func `The change that is not committed counts too`() async throws {
    let story = try await story(
      accounts("login TEXT"), [], uncommitted: accounts("username TEXT"))
    #expect(renames(in: story.report) == ["accounts.login accounts.username uncommitted"])
  }

  @Test func `Names that were there at the same time are two columns`() async throws {
    let story = try await story(
      accounts("login TEXT"), [accounts("login TEXT", "username TEXT"), accounts("username TEXT")])
    #expect(story.report.renames.isEmpty)
    #expect(story.report.revisions[0].revision.text.contains("drop-column"))
  }

  @Test func `A name that goes before another comes is another column`() async throws {
    let story = try await story(
      accounts("login TEXT", "x"), [accounts("x"), accounts("username TEXT", "x")])
    #expect(story.report.renames.isEmpty)
  }

  @Test func `Amending a committed revision looks at the same history again`() async throws {
    try await SQLProject.with(models: accounts("login TEXT", "x")) { project in
      try await project.prepare()
      try await project.repository.commit("first")
      try await project.repository.commit("drop", files: ["schema.sql": accounts("x")])
      try await project.repository.commit(
        "add", files: ["schema.sql": accounts("username TEXT", "x")])
      try await project.prepare()
      try await project.repository.commit("revision")
      let report = try await project.prepare(PrepareRequest(amends: true))
      #expect(report.renames.isEmpty)
    }
  }

  @Test func `Two names that fit are a question`() async throws {
    await #expect(throws: PrepareError.self) {
      try await self.story(
        self.accounts("login TEXT", "mail TEXT"), [self.accounts("mail TEXT", "a TEXT", "b TEXT")])
    }
  }

  @Test func `A renamed table keeps its rows`() async throws {
    let story = try await story(
      "CREATE TABLE post (id INTEGER PRIMARY KEY, body TEXT);",
      ["CREATE TABLE article (id INTEGER PRIMARY KEY, body TEXT);"])
    #expect(story.report.renames.map(\.names.new) == ["article"])
    #expect(story.report.revisions[0].revision.text.contains("ALTER TABLE post RENAME TO article"))
  }

  @Test(arguments: [
    ["users (id INTEGER PRIMARY KEY, login TEXT)", "users (id INTEGER PRIMARY KEY, name TEXT)"],
    ["accounts (id INTEGER PRIMARY KEY, name TEXT)", "users (id INTEGER PRIMARY KEY, name TEXT)"],
    [
      "people (id INTEGER PRIMARY KEY, login TEXT)", "people (id INTEGER PRIMARY KEY, name TEXT)",
      "users (id INTEGER PRIMARY KEY, name TEXT)",
    ],
  ])
  func `A table and its column may be renamed in separate commits`(states: [String]) async throws {
    let story = try await story(accounts("login TEXT"), states.map { "CREATE TABLE \($0);\n" })
    #expect(
      story.report.renames.map { "\($0.names.old) \($0.names.new)" } == [
        "accounts users", "accounts.login accounts.name",
      ])
    let text = story.report.revisions[0].revision.text
    #expect(text.contains("ALTER TABLE accounts RENAME TO users"))
    #expect(!text.contains("drop-"))
  }

  @Test func `A renamed column may change in another commit`() async throws {
    let story = try await story(
      accounts("login TEXT", "x"),
      [accounts("name TEXT", "x"), accounts("name VARCHAR(80)", "x")])
    #expect(story.report.renames.map(\.names.new) == ["accounts.name"])
  }

  @Test func `What history cannot tell of what is not alike is no question`() async throws {
    let story = try await story(
      accounts("login TEXT", "x"), [accounts("x"), accounts("age INTEGER", "x")])
    #expect(story.report.renames.isEmpty)
    #expect(story.report.revisions[0].revision.text.contains("drop-column"))
  }

  @Test func `Nothing is renamed where that is refused`() async throws {
    let story = try await story(
      accounts("login TEXT"), [accounts("username TEXT")], uncommitted: nil,
      PrepareRequest(refusesRenames: true))
    #expect(story.report.renames.isEmpty)
  }

  @Test func `An index that follows a renamed column is no other column`() async throws {
    let story = try await story(
      accounts("login TEXT") + "CREATE INDEX ix_login ON accounts (login);",
      [accounts("username TEXT") + "CREATE INDEX ix_username ON accounts (username);"])
    #expect(story.report.renames.map(\.names.new) == ["accounts.username"])
  }

  @Test func `A trailer of a commit tells of a rename`() async throws {
    try await SQLProject.with(models: accounts("login TEXT", "mail TEXT")) { project in
      try await project.prepare()
      try await project.repository.commit("first")
      try await project.repository.commit(
        "rename\n\nMigrate-Rename: accounts.login accounts.a",
        files: ["schema.sql": accounts("mail TEXT", "a TEXT", "b TEXT")])
      let report = try await project.prepare()
      #expect(report.renames.map(\.names.new) == ["accounts.a"])
    }
  }
}
