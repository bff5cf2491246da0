import GitRepository
import TestSupport
import Testing

struct ProjectNameTests {
  private let service = ProjectName(folder: "svc/a")
  private let reports = ProjectName(folder: "svc/a", subsection: "db.reports")

  @Test func `A project is called by its folder and its subsection`() {
    #expect(ProjectName.top.description == ".")
    #expect(service.description == "svc/a")
    #expect(reports.description == "svc/a/db.reports")
    #expect(ProjectName(folder: "", subsection: "db.reports").description == "db.reports")
    #expect(service.key("migrate.database") == "migrate.svc/a.database")
    #expect(ProjectName.top.key("migrate.database") == "migrate.database")
  }

  @Test func `Outer folders come before what lies in them`() {
    let names = [
      ProjectName(folder: "svc/a-b"), reports, service, ProjectName(folder: "svc"), .top,
    ]
    #expect(
      names.sorted().map(\.description) == [".", "svc", "svc/a", "svc/a/db.reports", "svc/a-b"])
  }

  @Test func `A file tells of a project for each database`() throws {
    let file = try ConfigurationFile.parse(
      """
      [migrate]
        provider = sql
        models = schema.sql
      [migrate "db.reports"]
        models = reports.sql
      [migrate "db.logs.postgresql"]
        online = true
      [migrate "postgresql"]
        online = true
      """)
    #expect(
      file.projects(in: "x").map(\.description) == ["x", "x/db.reports", "x/db.logs"])
  }

  @Test func `Where only subsections have models, only they are projects`() throws {
    let file = try ConfigurationFile.parse(
      """
      [migrate]
        provider = sql
      [migrate "db.a"]
        models = a.sql
      [migrate "db.b"]
        models = b.sql
      """)
    #expect(file.projects(in: "").map(\.description) == ["db.a", "db.b"])
  }

  @Test func `A database inherits what does not make its schema`() throws {
    let file = try ConfigurationFile.parse(
      """
      [migrate]
        provider = sql
        models = schema.sql
        versions = one
        tagPattern = a-v*
        hook = block
      [migrate "db.reports"]
        hook = off
      """)
    let settings = Configuration(committed: nil).of(
      ProjectName(folder: "", subsection: "db.reports"), committed: file)
    #expect(settings.string("migrate.provider") == "sql")
    #expect(settings.string("migrate.tagPattern") == "a-v*")
    #expect(settings.string("migrate.hook") == "off")
    #expect(settings.string("migrate.models") == nil)
    #expect(settings.string("migrate.versions") == nil)
  }

  @Test func `Nobody's file names the database of a subsection`() throws {
    let file = try ConfigurationFile.parse(
      "[migrate \"db.reports\"]\nmodels = a.sql\ndatabase = postgresql://evil.example.org\n")
    #expect(file.ignoredKeys == ["migrate.db.reports.database"])
  }

  @Test func `A person's settings are those of the project at the root, or of one that they name`()
    async throws
  {
    try await TestRepository.with { test in
      for (key, value) in [
        ("migrate.database", "root.db"), ("migrate.svc/a.database", "a.db"),
        ("migrate.models", "root.sql"), ("migrate.svc/a.postgresql.online", "true"),
        ("migrate.python", "python3.11"),
      ] {
        try await test.git("config", key, value)
      }
      let settings = try await test.open().configuration()
      let ours = settings.of(service, committed: nil)
      #expect(settings.string("migrate.database") == "root.db")
      #expect(ours.string("migrate.database") == "a.db")
      #expect(ours.string("migrate.models") == nil)
      #expect(ours.string("migrate.python") == "python3.11")
      #expect(try ours.bool("migrate.postgresql.online") == true)
      let others = settings.of(ProjectName(folder: "svc/b"), committed: nil)
      #expect(others.string("migrate.database") == nil)
      #expect(try others.bool("migrate.postgresql.online") == nil)
    }
  }
}
