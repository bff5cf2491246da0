import Engine
import Files
import Revisions
import TestSupport
import Testing
import Workflows

@Suite struct BranchTests {
  private static let users = "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\n"

  /// A project whose models are all files of its folder.
  private func withProject(_ body: (SQLProject) async throws -> Void) async throws {
    try await SQLProject.with(models: Self.users) { project in
      try project.repository.write(
        ".gitmigrate", "[migrate]\n\tprovider = sql\n\tmodels = .\n")
      try await project.prepare()
      try await project.repository.commit("users")
      try await body(project)
    }
  }

  /// Adds a table and its revision in a branch of its own.
  @discardableResult
  private func branch(
    _ name: String, from start: String = "main", in project: SQLProject
  ) async throws -> RevisionID {
    try await project.repository.git("checkout", "--quiet", "-b", name, start)
    try project.repository.write("\(name).sql", "CREATE TABLE \(name) (id INTEGER PRIMARY KEY);\n")
    let report = try await project.prepare()
    try await project.repository.commit(name)
    return report.revisions[0].revision.id
  }

  private func graph(of project: SQLProject) async throws -> RevisionGraph {
    try DatabaseProject.folder(in: try await project.project(), versions: nil).graph
  }

  @Test func `three heads become one line`() async throws {
    try await withProject { project in
      for name in ["a", "b", "c"] { try await branch(name, in: project) }
      try await project.repository.git("merge", "--quiet", "--no-edit", "a", "b")
      let report = try await Rebase.run(keeping: nil, in: try await project.project())
      #expect(report.moves.count == 2)
      let graph = try await graph(of: project)
      #expect(graph.heads.count == 1)
      #expect(try graph.chain(to: graph.head?.id).count == 4)
      let check = try await Check(
        project: try await project.project(), tree: try await project.project().workingTree,
        commit: nil
      ).run()
      #expect(check.isContent)
    }
  }

  @Test func `a file's line endings stay`() async throws {
    try await withProject { project in
      try await branch("a", in: project)
      let id = try await branch("b", in: project)
      let path = try #require(try await graph(of: project)[id]?.path)
      let tree = try await project.project().workingTree
      let text = try #require(try tree.text(at: path)).replacing("\n", with: "\r\n")
      try project.repository.write(path, text)
      try await project.repository.git("commit", "--quiet", "--all", "--message", "endings")
      try await project.repository.git("merge", "--quiet", "--no-edit", "a")
      _ = try await Rebase.run(keeping: nil, in: try await project.project())
      let moved = try #require(try tree.text(at: path))
      #expect(moved != text)
      #expect(moved.replacing("\r\n", with: "").contains("\n") == false)
    }
  }

  @Test func `heads that came in one commit are left to a person`() async throws {
    try await withProject { project in
      let a = try await branch("a", in: project)
      let b = try await branch("b", in: project)
      try await project.repository.git("merge", "--quiet", "--no-edit", "a")
      try await project.repository.git("reset", "--quiet", "--soft", "main")
      try await project.repository.git("commit", "--quiet", "--message", "both")
      let opened = try await project.project()
      await #expect(throws: BranchError.self) { try await Rebase.run(keeping: nil, in: opened) }
      let report = try await Rebase.run(keeping: String(a.text.prefix(6)), in: opened)
      #expect(report.moves[0].revisions.map(\.id) == [b])
    }
  }

  @Test func `what is not committed follows what is`() async throws {
    try await withProject { project in
      let a = try await branch("a", in: project)
      try await project.repository.git("checkout", "--quiet", "-b", "b", "main")
      try project.repository.write("b.sql", "CREATE TABLE b (id INTEGER PRIMARY KEY);\n")
      try await project.prepare()
      try await project.repository.git("merge", "--quiet", "a")
      let report = try await Rebase.run(keeping: nil, in: try await project.project())
      #expect(report.moves.map(\.parent?.id) == [a])
    }
  }

  @Test func `squash keeps the tree as it is where it refuses`() async throws {
    try await withProject { project in
      try await project.release("v1.0")
      try await branch("a", in: project)
      try await branch("b", from: "a", in: project)
      let id = try #require(try await graph(of: project).head)
      try project.repository.write(
        "migrations/versions/c.sql",
        """
        -- Revision: cccccccccccc
        -- Parent: \(id.id)

        -- migrate:up transaction:false
        PRAGMA user_version = 7;

        -- migrate:down
        """)
      let files = try project.versionFiles
      let opened = try await project.project()
      await #expect(throws: BranchError.self) { try await Squash.run(message: nil, in: opened) }
      #expect(try project.versionFiles == files)
    }
  }

  @Test func `a revision with a person's own statement is released once that is accepted`()
    async throws
  {
    try await withProject { project in
      try await project.release("v1.0")
      let head = try #require(try await graph(of: project).head)
      func commit(_ headers: String) async throws {
        let text = """
          -- Revision: dddddddddddd
          -- Parent: \(head.id)
          \(headers)
          -- migrate:up
          UPDATE users SET name = upper(name);

          -- migrate:down
          """
        try await project.repository.commit("data", files: ["migrations/versions/d.sql": text])
      }
      try await commit("")
      await #expect(throws: Release.Failure.self) { try await project.release("v1.1") }
      try await commit("-- Allow: changes-rows users\n")
      #expect(try await project.release("v1.1").newRevisions.map(\.id.text) == ["dddddddddddd"])
    }
  }
}
