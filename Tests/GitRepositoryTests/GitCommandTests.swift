import Files
import GitRepository
import TestSupport
import Testing

struct GitCommandTests {
  @Test func `The local variables are those that git lists`() async throws {
    try await TestRepository.with { test in
      let listed = try await test.git("rev-parse", "--local-env-vars").split(separator: "\n")
      #expect(GitCommand.localEnvironmentVariables.isSuperset(of: listed.map(String.init)))
    }
  }

  @Test func `Without git's variables the rest of the environment stays`() {
    let environment = ["GIT_DIR": "x", "GIT_INDEX_FILE": "y", "GIT_PAGER": "cat", "HOME": "/h"]
    let expected = ["GIT_PAGER": "cat", "HOME": "/h"]
    #expect(GitCommand.environmentWithoutGit(environment) == expected)
    let command = GitCommand(environment: environment, directory: "/")
    #expect(command.withoutLocalEnvironment.environment == expected)
  }

  @Test func `Hooks are where git looks for them`() async throws {
    try await TestRepository.with { test in
      try test.write("a/b", "1")
      let inside = try test.open(in: test.directory + "/a").git
      #expect(try await inside.hooksDirectory() == test.directory + "/.git/hooks")
      try await test.git("config", "core.hooksPath", "tools/hooks")
      #expect(try await inside.hooksDirectory() == test.directory + "/tools/hooks")
    }
  }

  @Test func `The installed git has a version`() async throws {
    try await TestRepository.with { test in
      let version = try await test.open().git.gitVersion()
      #expect(version > Version(numbers: [2, 20]))
    }
  }

  @Test func `A missing git is no failed command`() async throws {
    let git = GitCommand(environment: ["PATH": "/nowhere"], directory: "/nowhere")
    let error = await #expect(throws: GitError.self) { try await git.run(["--version"]) }
    guard case .commandNotRun = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
