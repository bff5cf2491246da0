import GitRepository
import TestSupport
import Testing
import Workflows

struct HookReminderTests {
  @Test func `It is due once in a clone that has no hooks`() async throws {
    try await SQLProject.with(models: PrepareTests.users) { project in
      func isDue() async throws -> Bool {
        try await #require(HookReminder(try await project.project())).isDue()
      }
      // Nothing tells that anybody else has the repository.
      #expect(try await !isDue())
      try await project.repository.git("remote", "add", "origin", "../origin")
      #expect(try await isDue())
      try await project.repository.git("config", "migrate.hook", "off")
      #expect(try await !isDue())
      try await project.repository.git("config", "--unset", "migrate.hook")
      try #require(HookReminder(try await project.project())).settle()
      #expect(try await !isDue())
      let installer = HookInstaller(project: try await project.project())
      _ = try await installer.install()
      #expect(try await !isDue())
      _ = try await installer.uninstall()
      #expect(try await !isDue())
    }
  }

  @Test func `Hooks that others call ours from are hooks`() async throws {
    try await SQLProject.with(models: PrepareTests.users) { project in
      let reminder = try #require(HookReminder(try await project.project()))
      try await project.repository.git("remote", "add", "origin", "../origin")
      try await project.repository.git("config", "core.hooksPath", "hooks")
      try project.repository.write(
        "hooks/pre-commit", "#!/bin/sh\ngit-migrate hook run pre-commit\n")
      // Git ignores a file that is not executable.
      #expect(try await reminder.isDue())
      try await project.repository.git("config", "core.hooksPath", "elsewhere")
      try project.repository.write("lefthook.yml", "run: git-migrate check --staged\n")
      #expect(try await !reminder.isDue())
    }
  }
}
