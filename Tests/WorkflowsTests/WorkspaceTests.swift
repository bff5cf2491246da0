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
        try await open(test).list().names.map(\.description) == ["svc/a", "svc/a/db.reports"])
    }
  }

  @Test func `No submodule is entered, nor what git ignores`() async throws {
    try await TestRepository.with { test in
      try test.write(".gitmigrate", Self.settings)
      try test.write("ignored/.gitmigrate", Self.settings)
      try test.write(".gitignore", "ignored/\n")
      try await test.git("init", "--quiet", "other")
      try test.write("other/.gitmigrate", Self.settings)
      #expect(try await open(test).list().names == [.top])
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
      #expect(try await workspace.list(of: head).names.map(\.folder) == ["svc/a"])
      #expect(try await workspace.list().names.map(\.folder) == ["svc/a", "svc/b"])
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

  /// What keeps projects from being worked with, by their folders.
  private func shared(
    _ workspace: Workspace, _ projects: [ChosenProject]
  ) async throws -> [String: SharedVersions] {
    var failures: [String: SharedVersions] = [:]
    for project in try await workspace.refusingSharedVersions(of: projects) {
      do { _ = try project.open() } catch let error as SharedVersions {
        failures[project.name.folder] = error
      }
    }
    return failures
  }

  @Test(arguments: [
    ("svc/b", "../a/migrations/versions"), ("svc/b", "../a/migrations/versions/b"),
    ("svc/b", "../a/migrations"), ("svc/a", "../b/migrations/versions"),
    ("svc/a", "../b/migrations"), ("", "svc/a/migrations/versions"), ("", "svc/a"),
    ("svc/a", "../../migrations/versions"), ("svc/a", "../../migrations"),
  ])
  func `Whose setting it is that revisions would be shared`(
    folder: String, versions: String
  ) async throws {
    try await TestRepository.with { test in
      for name in ["", "svc/a", "svc/b", "svc/c"] {
        let own = name == folder ? "\tversions = \(versions)\n" : ""
        try test.write((name.isEmpty ? "" : name + "/") + ".gitmigrate", Self.settings + own)
      }
      let workspace = try await open(test)
      let projects = try await workspace.projects(named: nil, isAll: true)
      let failures = try await shared(workspace, projects)
      #expect(!failures.isEmpty && failures.keys.contains(folder))
      #expect(failures.values.allSatisfy { $0.other.folder == folder })
      try await test.git("add", "--all")
      for project in projects {
        let failure = try await shared(workspace, [project])[project.name.folder]
        #expect((failure == nil) == (failures[project.name.folder] == nil))
      }
    }
  }

  @Test func `All that lies in a folder of revisions is told of`() async throws {
    try await TestRepository.with { test in
      for (name, versions) in ["a": "versions", "b": "../a/versions/b", "c": "../a/versions/c"] {
        try test.write("\(name)/.gitmigrate", Self.settings + "\tversions = \(versions)\n")
      }
      let workspace = try await open(test)
      let projects = try await workspace.projects(named: nil, isAll: true)
      #expect(Set(try await shared(workspace, projects).keys) == ["a", "b", "c"])
    }
  }

  @Test func `Revisions may lie beside those of others`() async throws {
    try await TestRepository.with { test in
      try test.write("svc/a/.gitmigrate", Self.settings)
      try test.write("svc/b/.gitmigrate", Self.settings + "\tversions = ../../migrations\n")
      let workspace = try await open(test)
      let projects = try await workspace.projects(named: nil, isAll: true)
      #expect(try await shared(workspace, projects).isEmpty)
    }
  }

  @Test func `A broken file is the business of its own project`() async throws {
    try await TestRepository.with { test in
      try test.write("svc/a/.gitmigrate", "[migrate")
      try test.write("svc/b/.gitmigrate", Self.settings)
      let projects = try await open(test).projects(named: nil, isAll: true)
      #expect(projects.map(\.name.folder) == ["svc/a", "svc/b"])
      #expect(throws: GitError.self) { try projects[0].open() }
      #expect(try projects[1].open().name.folder == "svc/b")
      try test.write("svc/b/db/x", "")
      #expect(try await named("svc/b", test, from: "svc/a") == "svc/b")
      try await test.git("add", "--all")
      let workspace = try await open(test)
      let staged = try StagedProjects(workspace, repository: try #require(workspace.repository))
      let chosen = try await staged.projects(named: nil, isAll: true, onlyTouched: true).chosen
      #expect(chosen.opened.map(\.name.folder) == ["svc/b"])
    }
  }

  @Test func `What git ignores is none, where one stands and by name, unless it is added`()
    async throws
  {
    try await TestRepository.with { test in
      try test.write(".gitmigrate", Self.settings)
      try test.write("old/.gitmigrate", Self.settings + "[migrate \"db.x\"]\n\tmodels = x.sql\n")
      try test.write(".gitignore", "old/\n")
      #expect(try await found(test, from: "old") == ".")
      await #expect(throws: ProjectChoiceError.ignored("old")) { try await named("old", test) }
      await #expect(throws: ProjectChoiceError.unknown("old/db.x")) {
        try await named("old/db.x", test)
      }
      try await test.git("add", "--force", "old")
      #expect(try await found(test, from: "old") == "old")
      #expect(try await named("old/db.x", test) == "old/db.x")
    }
  }
}
