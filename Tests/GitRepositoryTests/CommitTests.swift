import GitRepository
import TestSupport
import Testing

struct CommitTests {
  @Test func `Before the first commit there is a branch and no head`() async throws {
    try await TestRepository.with { test in
      let repository = try test.open()
      #expect(try repository.head() == nil)
      #expect(repository.branch == "main")
    }
  }

  @Test func `A detached head is on no branch`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one")
      try await test.git("checkout", "--quiet", "--detach")
      #expect(try test.open().branch == nil)
    }
  }

  @Test func `A commit tells its author, message and trailers`() async throws {
    try await TestRepository.with { test in
      let parent = try await test.id(test.commit("one"))
      let message = """
        Rename a column

        It was called login.

        Schema-Rename: accounts.login accounts.username
        Signed-off-by: Ada
        """
      try await test.commit(message)
      let commit = try #require(try test.open().head())
      #expect(try await commit.id == test.id("HEAD"))
      #expect(commit.parents == [parent])
      #expect(commit.subject == "Rename a column")
      #expect(commit.message == message + "\n")
      #expect(commit.author.name == "Ada Author")
      #expect(commit.author.email == "ada@example.org")
      #expect(commit.author.offsetMinutes == 60)
      #expect(try await test.git("log", "-1", "--format=%at") == "\(commit.author.seconds)")
      #expect(commit.trailers.map(\.key) == ["Schema-Rename", "Signed-off-by"])
      #expect(commit.trailers.values(of: "schema-rename") == ["accounts.login accounts.username"])
    }
  }

  @Test func `Any revision expression names a commit`() async throws {
    try await TestRepository.with { test in
      let first = try await test.id(test.commit("one"))
      try await test.git("tag", "-a", "-m", "release", "v1")
      try await test.commit("two")
      let repository = try test.open()
      for name in ["HEAD~1", "v1", "main^", first.abbreviated, ":/one"] {
        #expect(try repository.commit(named: name).id == first, "\(name)")
      }
    }
  }

  @Test func `A name that leads to no commit says why`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one", files: ["a.txt": "a"])
      let repository = try test.open()
      #expect(throws: GitError.notFound(name: "v9", isShallow: false)) {
        try repository.commit(named: "v9")
      }
      #expect(throws: GitError.notFound(name: "no such..name", isShallow: false)) {
        try repository.commit(named: "no such..name")
      }
      #expect(throws: GitError.notACommit(name: "HEAD:a.txt")) {
        try repository.commit(named: "HEAD:a.txt")
      }
    }
  }

  @Test func `A blob id is the one of git hash-object`() async throws {
    try await TestRepository.with { test in
      for text in ["", "a\n", "ünïcode\r\n"] {
        try test.write("file", text)
        let expected = try await test.git("hash-object", "--no-filters", "file")
        #expect(Repository.blobID(of: Array(text.utf8)).hex == expected)
      }
    }
  }

  @Test(arguments: [
    "", "abc", "gggggggggggggggggggggggggggggggggggggggg",
    "+000000000000000000000000000000000000000", "0000000000000000000000000000000000000000 ",
  ])
  func `Forty hexadecimal digits make an object id, nothing else does`(text: String) {
    #expect(ObjectID(hex: text) == nil)
  }

  @Test func `An object id keeps its leading zeros`() {
    let hex = "00000000000000010000000000000002000000ff"
    #expect(ObjectID(hex: hex)?.hex == hex)
    #expect(ObjectID(hex: hex.uppercased())?.abbreviated == "0000000")
  }
}
