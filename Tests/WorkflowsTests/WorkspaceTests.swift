import Files
import GitRepository
import TestSupport
import Testing
import Workflows

struct WorkspaceTests {
  private static let settings = "[migrate]\n\tprovider = sql\n\tmodels = schema.sql\n"

  private func open(_ test: TestRepository, _ folder: String = "") async throws -> Workspace {
    let directory = folder.isEmpty ? test.directory : test.directory + "/" + folder
    return try await Workspace.openRepository(
      environment: test.environment, directory: directory)
  }

  private func found(_ test: TestRepository, from folder: String) async throws -> String {
    try await open(test, folder).project(named: nil).name.description
  }

  private func named(
    _ name: String, _ test: TestRepository, from folder: String = ""
  ) async throws -> String {
    try await open(test, folder).project(named: name).name.description
  }

  @Test func `The project is found upwards`() async throws {
    try await TestRepository.with { test in
      for folder in ["", "svc/a/", "svc/b/"] {
        try test.write(folder + ".gitmigrate", Self.settings)
      }
      try test.write("svc/a/deep/down/x", "")
      #expect(try await found(test, from: "svc/a/deep/down") == "svc/a")
      #expect(try await found(test, from: "svc/b") == "svc/b")
      #expect(try await found(test, from: "svc") == ".")
    }
  }

  @Test func `Without one upwards the only one is meant, and of several none`() async throws {
    try await TestRepository.with { test in
      #expect(try await found(test, from: "") == ".")
      try test.write("backend/.gitmigrate", Self.settings)
      try test.write("docs/x", "")
      #expect(try await found(test, from: "docs") == "backend")
      try test.write("jobs/.gitmigrate", Self.settings)
      let names = [ProjectName(folder: "backend"), ProjectName(folder: "jobs")]
      await #expect(throws: ProjectChoiceError.several(names)) { try await found(test, from: "") }
      #expect(try await open(test).project(named: nil, isRequired: false).name == .top)
    }
  }

  @Test func `A project is named from where one stands or from the root`() async throws {
    try await TestRepository.with { test in
      for folder in ["svc/a/", "svc/b/"] {
        try test.write(folder + ".gitmigrate", Self.settings)
      }
      #expect(try await named("svc/b", test) == "svc/b")
      #expect(try await named("svc/b/", test, from: "svc/a") == "svc/b")
      #expect(try await named("../b", test, from: "svc/a") == "svc/b")
      #expect(try await named(".", test, from: "svc/a") == "svc/a")
      #expect(try await named(test.directory + "/svc/a", test) == "svc/a")
      for name in ["svc", "svc/c", "../..", "/", ""] {
        await #expect(throws: ProjectChoiceError.unknown(name)) { try await named(name, test) }
      }
    }
  }

  @Test func `A database of a program is named by its subsection`() async throws {
    try await TestRepository.with { test in
      let subsection = "[migrate \"db.reports\"]\n\tmodels = reports.sql\n"
      try test.write("svc/a/.gitmigrate", Self.settings + subsection)
      try test.write("svc/a/app/x", "")
      #expect(try await found(test, from: "svc/a/app") == "svc/a")
      #expect(try await named("db.reports", test, from: "svc/a/app") == "svc/a/db.reports")
      #expect(try await named("svc/a/db.reports", test) == "svc/a/db.reports")
      await #expect(throws: ProjectChoiceError.unknown("db.logs")) {
        try await named("db.logs", test, from: "svc/a")
      }
      #expect(
        try await open(test).allNames().map(\.description) == ["svc/a", "svc/a/db.reports"])
    }
  }

  @Test func `No submodule is entered, nor what git ignores`() async throws {
    try await TestRepository.with { test in
      try test.write(".gitmigrate", Self.settings)
      try test.write("ignored/.gitmigrate", Self.settings)
      try test.write(".gitignore", "ignored/\n")
      try await test.git("init", "--quiet", "other")
      try test.write("other/.gitmigrate", Self.settings)
      #expect(try await open(test).allNames() == [.top])
      await #expect(throws: SettingsError.insideSubmodule("other", submodule: "other")) {
        try await named("other", test)
      }
      #expect(try await open(test, "other").project(named: nil).root.hasSuffix("/other"))
    }
  }

  @Test func `Of a commit its own projects are meant`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one", files: ["svc/a/.gitmigrate": Self.settings])
      try test.write("svc/b/.gitmigrate", Self.settings)
      let workspace = try await open(test)
      let head = try #require(try workspace.repository?.head())
      #expect(try await workspace.allNames(of: head).map(\.folder) == ["svc/a"])
      #expect(try await workspace.allNames().map(\.folder) == ["svc/a", "svc/b"])
    }
  }

  @Test func `Paths are those from the project's folder`() async throws {
    try await TestRepository.with { test in
      try test.write("svc/a/.gitmigrate", Self.settings + "\tmodels = ../../shared/common.sql\n")
      let project = try await open(test, "svc/a").project(named: nil)
      let settings = try project.settings(of: project.workingTree)
      #expect(settings.models(for: nil) == ["svc/a/schema.sql", "shared/common.sql"])
      #expect(settings.versions == "svc/a/migrations/versions")
      try test.write("svc/a/.gitmigrate", Self.settings + "\tmodels = ../../../common.sql\n")
      #expect(throws: SettingsError.outside("migrate.models", "../../../common.sql")) {
        try project.settings(of: project.workingTree)
      }
    }
  }

  @Test(arguments: [
    ("../../migrations", "svc/b"), ("../a/migrations/versions", "svc/b"),
    ("../a/migrations/versions/b", "svc/b"), ("../a/migrations", "svc/a"),
  ])
  func `Revisions lie in a folder of their own`(versions: String, inner: String) async throws {
    try await TestRepository.with { test in
      try test.write("svc/a/.gitmigrate", Self.settings)
      try test.write("svc/b/.gitmigrate", Self.settings + "\tversions = \(versions)\n")
      let workspace = try await open(test)
      let projects = try await workspace.projects(named: nil, isAll: true)
      guard versions != "../../migrations" else {
        return try await workspace.refuseSharedVersions(of: projects)
      }
      let error = await #expect(throws: SharedVersions.self) {
        try await workspace.refuseSharedVersions(of: projects)
      }
      #expect(error?.other.folder == inner)
      try await test.git("add", "--all")
      await #expect(throws: SharedVersions.self) {
        try await workspace.refuseSharedVersions(of: [projects[0]])
      }
    }
  }
}
