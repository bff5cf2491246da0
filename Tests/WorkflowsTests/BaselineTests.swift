import Engine
import Files
import GitRepository
import Revisions
import SchemaModel
import TestSupport
import Testing
import Workflows

/// Projects that were deployed before they had revisions.
struct BaselineTests {
  private static let users = PrepareTests.users
  private static let orders = PrepareTests.orders

  private static func asking() -> PrepareRequest {
    var request = PrepareRequest()
    request.isBaseline = true
    return request
  }

  @Test func `Without a tag the working tree's models are the baseline`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      let report = try await project.prepare(Self.asking())
      #expect(report.adoption == .asked)
      #expect(report.revisions.map(\.isBaseline) == [true])
      let revision = report.revisions[0].revision
      #expect(revision.base == nil && revision.message == "baseline")
      #expect(revision.otherHeaders.map(\.value) == ["(no tag)"])
      await #expect { try await project.prepare(Self.asking()) } throws: { error in
        guard case PrepareError.baselineNotFirst(let first) = error else { return false }
        return first.id == revision.id
      }
    }
  }

  @Test func `What follows a baseline without a tag begins there, whatever an old tag says`()
    async throws
  {
    try await SQLProject.with(models: Self.users) { project in
      try await project.repository.git("tag", "v0.1")
      try project.change(models: Self.users + Self.orders)
      try await project.prepare(Self.asking())
      try await project.repository.commit("adopted")
      let tags = "CREATE TABLE tags (id INTEGER PRIMARY KEY);\n"
      try project.change(models: Self.users + Self.orders + tags)
      let report = try await project.prepare()
      #expect(report.deployment == nil)
      #expect(report.pending.isEmpty)
      #expect(report.changes[0].changes.count == 1)
      let status = try await ProjectStatus.read(try await project.project())
      #expect(status.deployment == nil)
      #expect(status.pending.map(\.revision.message) == ["tags"])
    }
  }

  @Test func `A database that is what the models declare makes a baseline`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      try await project.repository.git(
        "config", "migrate.database", project.repository.root + "/app.db")
      var request = PrepareRequest(isDryRun: true)
      request.looksAtDatabase = true
      #expect(try await project.prepare(request).adoption == nil)
      try await run("CREATE TABLE others (id)", in: project)
      #expect(try await project.prepare(request).adoption == nil)
      #expect(try await project.prepare(request).databaseInTheWay == nil)
      try await run(Self.users, in: project)
      #expect(try await project.prepare(request).revisions.map(\.isBaseline) == [true])
      #expect(try await project.prepare(PrepareRequest(isDryRun: true)).adoption == nil)
      try await run("ALTER TABLE users ADD COLUMN vip", in: project)
      let report = try await project.prepare(request)
      #expect(report.adoption == nil && report.databaseInTheWay != nil)
      #expect(report.revisions.map(\.isBaseline) == [false])
    }
  }

  private func run(_ sql: String, in project: SQLProject) async throws {
    let url = try DatabaseURL(project.repository.root + "/app.db")
    try await project.project().engine(for: .sqlite).open(url, mode: .create)
      .run(Script(sql, path: "made.sql"))
  }

  // MARK: Tags from before

  @Test func `A tag from before the revisions is recorded as the baseline`() async throws {
    try await SQLProject.with(models: Self.users) { project in
      try await project.repository.git("tag", "v1.0")
      try project.change(models: Self.users + Self.orders)
      try await project.repository.commit("orders")
      try await project.repository.git("tag", "nightly")
      await #expect { try await project.release("v1.0") } throws: { error in
        guard case AdoptedRelease.Failure.noBaseline("v1.0", nil) = error else { return false }
        return true
      }
      let prepared = try await project.prepare()
      await #expect { try await project.release("v1.0") } throws: { error in
        guard case AdoptedRelease.Failure.notCommitted = error else { return false }
        return true
      }
      try await project.repository.commit("revisions")
      let part = try await project.release("v1.0")
      #expect(part.isAdopted && part.newRevisions.isEmpty)
      #expect(part.revision?.id == prepared.revisions[0].revision.id)
      await #expect { try await project.release("nightly") } throws: { error in
        guard case AdoptedRelease.Failure.differs("nightly", _, let changes) = error else {
          return false
        }
        return changes.count == 1
      }
      let next = try await project.release("v1.1")
      #expect(next.newRevisions.map(\.id) == [prepared.revisions[1].revision.id])
      #expect(next.previous?.recorded == part.revision?.id)
    }
  }

  @Test func `A database with the baseline's schema has no more to run than what follows`()
    async throws
  {
    try await SQLProject.with(models: Self.users) { project in
      try await run(Self.users, in: project)
      try await project.prepare(Self.asking())
      try project.change(models: Self.users + Self.orders)
      let second = try await project.prepare()
      let database = try await project.database()
      let status = try DatabaseStatus.compare(database)
      #expect(status.unrecordedBaseline?.isBaseline == true)
      #expect(status.pending.map(\.id) == second.revisions.map(\.revision.id))
      let report = try Upgrade(database).run(to: "head", clock: { "2026-01-01T00:00:00Z" })
      #expect(report.adoptedBaseline?.id == status.unrecordedBaseline?.id)
      #expect(try DatabaseStatus.compare(database).unrecordedBaseline == nil)
    }
  }
}
