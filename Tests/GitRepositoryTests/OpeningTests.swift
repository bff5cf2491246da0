import Files
import Glibc
import GitRepository
import TestSupport
import Testing

struct OpeningTests {
  @Test func `A repository is found from a folder inside it`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one", files: ["a/b.txt": "b"])
      let repository = try test.open(in: test.directory + "/a")
      #expect(repository.workTree == test.directory)
      #expect(repository.gitDirectory == test.directory + "/.git")
      #expect(repository.commonDirectory == test.directory + "/.git")
      #expect(!repository.isShallow)
    }
  }

  @Test func `A folder outside any repository is refused`() throws {
    #expect(throws: GitError.notARepository(path: "/")) {
      try Repository.open(environment: [:], directory: "/")
    }
  }

  @Test func `A bare repository has no work tree`() async throws {
    try await TestRepository.with(["--bare"]) { test in
      let repository = try test.open()
      #expect(repository.workTree == nil)
      #expect(throws: GitError.bareRepository(path: test.directory)) {
        try repository.workingTree()
      }
    }
  }

  @Test func `A repository with SHA-256 names is refused`() async throws {
    try await TestRepository.with(["--object-format=sha256"]) { test in
      #expect(throws: GitError.unsupported(feature: "SHA-256 object names")) { try test.open() }
    }
  }

  @Test func `A repository with reftable references is refused`() async throws {
    try await TestRepository.with { test in
      try await test.git("config", "core.repositoryFormatVersion", "1")
      try await test.git("config", "extensions.refStorage", "reftable")
      #expect(throws: GitError.unsupported(feature: "reftable")) { try test.open() }
    }
  }

  @Test func `Extensions that concern only configuration are no obstacle`() async throws {
    try await TestRepository.with { test in
      try await test.git("config", "core.repositoryFormatVersion", "1")
      try await test.git("config", "extensions.worktreeConfig", "true")
      try await test.git("config", "extensions.partialClone", "origin")
      #expect(try test.open().workTree == test.directory)
    }
  }

  @Test func `A linked worktree shares the common directory`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one")
      let linked = test.root + "/linked"
      try await test.git("worktree", "add", "--quiet", "-b", "topic", linked)
      for variables in [[:], ["GIT_DIR": test.directory + "/.git/worktrees/linked"]] {
        let repository = try test.open(in: linked, variables: variables)
        #expect(repository.workTree == linked)
        #expect(repository.gitDirectory == test.directory + "/.git/worktrees/linked")
        #expect(repository.commonDirectory == test.directory + "/.git")
        #expect(repository.branch == "topic")
      }
    }
  }

  @Test func `GIT_DIR and GIT_WORK_TREE are honoured, relative to the directory`() async throws {
    try await TestRepository.with { test in
      let repository = try test.open(
        in: test.root, variables: ["GIT_DIR": "repository/.git", "GIT_WORK_TREE": "home"])
      #expect(repository.gitDirectory == test.directory + "/.git")
      #expect(repository.workTree == test.root + "/home")
    }
  }

  @Test func `With GIT_DIR alone the directory is the work tree`() async throws {
    try await TestRepository.with { test in
      let repository = try test.open(
        in: test.root, variables: ["GIT_DIR": test.directory + "/.git"])
      #expect(repository.workTree == test.root)
    }
  }

  @Test func `Objects in quarantine are found`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one")
      try FileSystem.createDirectory(test.root + "/quarantine")
      let variables = [
        "GIT_OBJECT_DIRECTORY": test.root + "/quarantine",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": test.directory + "/.git/objects",
      ]
      let id = try await test.git(
        ["commit-tree", "-m", "two", "HEAD^{tree}"], variables: variables)
      #expect(try test.open(variables: variables).commit(named: id).subject == "two")
      #expect(throws: GitError.notFound(name: id, isShallow: false)) {
        try test.open().commit(named: id)
      }
    }
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a folder away"))
  func `A foreign owner's repository needs git's consent`() async throws {
    try await TestRepository.with { test in
      try #require(chown(test.directory + "/.git", 12345, 12345) == 0)
      #expect(throws: GitError.dubiousOwnership(path: test.directory)) { try test.open() }
      let consent = [
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*",
      ]
      #expect(try test.open(variables: consent).workTree == test.directory)
    }
  }
}
