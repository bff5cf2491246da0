import GitRepository
import SchemaModel
import TestSupport
import Testing
import Workflows

struct BlameTests {
  private func users(_ columns: String...) -> String {
    "CREATE TABLE users (id INTEGER PRIMARY KEY, \(columns.joined(separator: ", ")));\n"
  }

  private func blame(_ name: String, in project: SQLProject) async throws -> Blame.Report {
    try await Blame(project: try await project.project()).run(name)
  }

  private func subject(of column: String, in report: Blame.Report) -> String? {
    report.lines.first { line in
      if case .column(let found) = line.part { found.name.spelling == column } else { false }
    }?.commit?.subject
  }

  @Test func `A handful of snapshots tells the commits among 300`() async throws {
    try await SQLProject.with(models: users("login TEXT")) { project in
      try await project.importCommits(300) { number in
        let name = number < 100 ? "login TEXT" : "username TEXT"
        let text = number < 200 ? users(name) : users(name, "email TEXT")
        return text + "-- \(number)\n"
      }
      let report = try await blame("users", in: project)
      #expect(subject(of: "username", in: report) == "models")
      #expect(report.lines.compactMap(\.pastNames.first?.commit?.subject) == ["100"])
      #expect(subject(of: "email", in: report) == "200")
      #expect((1...40).contains(report.snapshotCount), "\(report.snapshotCount)")
    }
  }

  @Test func `What is found on the way tells that something went and came back`() async throws {
    try await SQLProject.with(models: users("note")) { project in
      let models = [users("x"), users("x", "note"), users("x", "note", "y")]
      for (number, text) in models.enumerated() {
        try await project.repository.commit("\(number)", files: ["schema.sql": text])
      }
      // The search for x looks at the state in which note was gone.
      let report = try await blame("users", in: project)
      #expect(subject(of: "note", in: report) == "1")
    }
  }

  @Test func `A merge that brings a branch's work is looked through`() async throws {
    try await SQLProject.with(models: users("a")) { project in
      let repository = project.repository
      try await repository.git("checkout", "--quiet", "-b", "side")
      try await repository.commit("side a", files: ["schema.sql": users("a", "b")])
      try await repository.git("checkout", "--quiet", "-b", "inner")
      try await repository.commit("inner", files: ["schema.sql": users("a", "b", "c")])
      try await repository.git("checkout", "--quiet", "side")
      try await repository.git("merge", "--quiet", "--no-ff", "-m", "merge inner", "inner")
      try await repository.git("checkout", "--quiet", "main")
      try await repository.git("merge", "--quiet", "--no-ff", "-m", "merge side", "side")
      let report = try await blame("users", in: project)
      #expect(subject(of: "a", in: report) == "models")
      #expect(subject(of: "b", in: report) == "side a")
      #expect(subject(of: "c", in: report) == "inner")
    }
  }

  @Test func `What only the merge itself has is its own`() async throws {
    try await SQLProject.with(models: users("a")) { project in
      let repository = project.repository
      try await repository.git("checkout", "--quiet", "-b", "side")
      try await repository.commit("side", files: ["schema.sql": users("a", "b")])
      try await repository.git("checkout", "--quiet", "main")
      try await repository.git("merge", "--quiet", "--no-ff", "--no-commit", "side")
      try await repository.commit("merge", files: ["schema.sql": users("a", "b", "c")])
      let report = try await blame("users", in: project)
      #expect(subject(of: "b", in: report) == "side")
      #expect(subject(of: "c", in: report) == "merge")
    }
  }

  @Test func `Models that were kept in another file are found there`() async throws {
    try await SQLProject.with(models: users("a")) { project in
      try await project.repository.git("mv", "schema.sql", "tables.sql")
      try await project.repository.commit(
        "move",
        files: [".gitmigrate": "[migrate]\n\tprovider = sql\n\tmodels = tables.sql\n"])
      let report = try await blame("users.a", in: project)
      #expect(report.lines.map(\.commit?.subject) == ["models"])
    }
  }

  @Test func `A foreign key stays the same when its parent gets another name`() async throws {
    let child = { (parent: String) in
      "CREATE TABLE c (p_id INTEGER REFERENCES \(parent) (id));\n"
    }
    try await SQLProject.with(models: users("a") + child("users")) { project in
      let people = users("a").replacing("users", with: "people") + child("people")
      try await project.repository.commit("rename", files: ["schema.sql": people])
      let report = try await blame("c", in: project)
      #expect(report.lines.map(\.commit?.subject) == ["models", "models", "models"])
    }
  }
}
