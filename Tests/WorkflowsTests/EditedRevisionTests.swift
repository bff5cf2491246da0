import Engine
import Files
import TestSupport
import Testing
import Workflows

struct EditedRevisionTests {
  private static let users = "CREATE TABLE users (id INTEGER PRIMARY KEY, nickname TEXT);\n"
  private static let fewer = "CREATE TABLE users (id INTEGER PRIMARY KEY);\n"

  /// A pending revision that drops a column, with statements of a person's before that.
  private func withEditedRevision(
    _ body: (SQLProject, String) async throws -> Void
  ) async throws {
    try await SQLProject.with(models: Self.users) { project in
      try await project.prepare()
      try await project.repository.commit("first")
      try await project.release("v1.0")
      try project.change(models: Self.fewer)
      let path = try await project.prepare().revisions[0].path
      let text = try project.text(path).replacing(
        "-- migrate:up\n", with: "-- migrate:up\nUPDATE users SET nickname = NULL;\n")
      try project.repository.write(path, text)
      try await body(project, text)
    }
  }

  @Test func `Accepting a hazard leaves all but the headers as it was`() async throws {
    try await withEditedRevision { project, text in
      let report = try await project.prepare(
        PrepareRequest(amends: true, allowances: HazardAllowance([.dropColumn])))
      let kept = try #require(report.kept)
      #expect(kept.isChanged)
      let allow = "-- Allow: drop-column users.nickname\n"
      let marker = "\n-- migrate:up"
      #expect(
        try project.text(kept.path)
          == text.replacing(marker, with: allow + marker, maxReplacements: 1))
    }
  }

  @Test func `Without a person's word it is not planned anew`() async throws {
    try await withEditedRevision { project, text in
      try project.change(models: Self.fewer + "CREATE TABLE orders (id INTEGER PRIMARY KEY);\n")
      await #expect(throws: PrepareError.self) {
        try await project.prepare(PrepareRequest(amends: true))
      }
      await #expect(throws: PrepareError.self) {
        try await project.prepare(PrepareRequest(amends: true, refusesRenames: true))
      }
      let path = try #require(try project.versionFiles.last { try project.text($0) == text })
      var request = PrepareRequest(amends: true)
      request.replans = true
      let report = try await project.prepare(request)
      #expect(report.lost?.path == path)
      #expect(report.lost?.lines == ["UPDATE users SET nickname = NULL;"])
      let object = try #require(report.lost?.object)
      #expect(try await project.repository.git("cat-file", "-p", object) + "\n" == text)
    }
  }
}

extension SQLProject {
  fileprivate func text(_ path: String) throws -> String {
    String(
      decoding: try FileSystem.bytes(at: repository.directory + "/" + path) ?? [], as: UTF8.self)
  }
}
