import Engine
import Files
import GitRepository
import Glibc
import Revisions
import TestSupport
import Testing
import Workflows

/// A repository with SQL models, driven through the workflows.
struct SQLProject {
  let repository: TestRepository

  static func with<Result>(
    models: String, settings: String = "", _ body: (SQLProject) async throws -> Result
  ) async throws -> Result {
    try await TestRepository.with { repository in
      try await repository.commit(
        "models",
        files: [
          ".gitmigrate": "[migrate]\n\tprovider = sql\n\tmodels = schema.sql\n" + settings,
          "schema.sql": models,
        ])
      return try await body(SQLProject(repository: repository))
    }
  }

  /// The project as it is now.
  func project() async throws -> Project {
    try await workspace().project(named: nil)
  }

  /// What all projects of the repository share.
  func workspace() async throws -> Workspace {
    try await Workspace.openRepository(
      environment: repository.environment, directory: repository.directory)
  }

  @discardableResult
  func prepare(_ request: PrepareRequest = PrepareRequest()) async throws -> PrepareReport {
    try await Prepare.run(request, in: try await project())
  }

  @discardableResult
  func release(_ name: String) async throws -> ReleasePart {
    let report = try await Release(projects: [try await project()]).run(Release.Request(name: name))
    return report.parts[0]
  }

  /// Changes the models without a commit.
  func change(models: String) throws { try repository.write("schema.sql", models) }

  /// Makes the models look as if they had not been written just now: then snapshots are kept.
  func ageModels() {
    let long = timeval(tv_sec: 1_112_911_993, tv_usec: 0)
    utimes(repository.root + "/schema.sql", [long, long])
  }

  func database(_ name: String = "app.db") async throws -> DatabaseProject {
    try DatabaseProject(
      project: try await project(), url: repository.root + "/" + name, versions: nil)
  }

  @discardableResult
  func upgrade(_ target: String = "head", _ name: String = "app.db") async throws -> Upgrade.Report
  {
    try Upgrade(try await database(name)).run(to: target, clock: { "2005-04-07T22:13:13Z" })
  }

  var versionFiles: [String] {
    get throws {
      try DirectoryTree(root: repository.directory, name: "")
        .paths(below: Settings.defaultVersions)
    }
  }

  /// Makes many commits at once, each with the number from 0 as its message.
  func importCommits(_ count: Int, models: (Int) -> String) async throws {
    let stream = (0..<count).map { number in
      let text = models(number)
      let parent = number == 0 ? "from refs/heads/main\n" : ""
      return """
        commit refs/heads/later
        committer Ada <ada@example.org> \(1_700_100_000 + number) +0000
        data \(String(number).utf8.count)
        \(number)
        \(parent)M 100644 inline schema.sql
        data \(text.utf8.count)
        \(text)

        """
    }.joined()
    try await repository.git(["fast-import", "--quiet"], input: stream)
    try await repository.git("reset", "--quiet", "--hard", "later")
  }
}
