import GitRepository
import TestSupport
import Testing

struct TagTests {
  @Test func `Tags come in the order of their versions`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one")
      let names = [
        "latest", "v0.9", "v1.0.0-rc.2", "v1.0.0-rc.10", "v1.0", "v1.0.0", "rel/1.2", "v1.10",
      ]
      for name in names.reversed() { try await test.git("tag", name) }
      #expect(try test.open().tags().map(\.name) == names)
    }
  }

  @Test func `A tag leads to a commit through any number of tags`() async throws {
    try await TestRepository.with { test in
      let commit = try await test.id(test.commit("one", files: ["a.txt": "a"]))
      try await test.git("tag", "-a", "-m", "inner", "inner")
      try await test.git("tag", "-a", "-m", "outer", "outer", "inner")
      try await test.git("tag", "light")
      try await test.git("tag", "blob", "HEAD:a.txt")
      try await test.git("tag", "-a", "-m", "tree", "tree", "HEAD^{tree}")
      let repository = try test.open()
      let tags = try repository.tags()
      #expect(tags.map(\.name) == ["inner", "light", "outer"])
      #expect(tags.map(\.target) == [commit, commit, commit])
      #expect(tags.map(\.isAnnotated) == [true, false, true])
      #expect(tags.map(\.message) == ["inner\n", nil, "outer\n"])
      for name in ["blob", "tree"] {
        #expect(throws: GitError.tagWithoutCommit(name: name)) { try repository.tag(named: name) }
      }
      #expect(try repository.tag(named: "none") == nil)
      #expect(try repository.tag(named: "no such..name") == nil)
    }
  }

  @Test func `A tag made here records its trailers`() async throws {
    try await TestRepository.with { test in
      let commit = try await test.id(test.commit("one"))
      let repository = try test.open()
      let message = "# Orders\n\nMigrate-Revision: ac423ee17380\nMigrate-From: v1.2\n"
      try await repository.git.createTag("v1.3", at: commit, message: message)
      let tag = try #require(try repository.tag(named: "v1.3"))
      #expect(tag.target == commit)
      #expect(tag.message == message)
      #expect(tag.trailers.values(of: "Migrate-Revision") == ["ac423ee17380"])
      #expect(tag.annotation?.tagger?.name == "Carl Committer")
      let format = "%(contents:trailers:key=Migrate-From,valueonly)"
      #expect(try await test.git("for-each-ref", "--format=" + format).contains("v1.2"))
    }
  }

  @Test func `Git's own words are kept where it makes no tag`() async throws {
    try await TestRepository.with { test in
      let commit = try await test.id(test.commit("one"))
      let git = try test.open().git
      try await git.createTag("v1", at: commit, message: "one")
      let error = await #expect(throws: GitError.self) {
        try await git.createTag("v1", at: commit, message: "one")
      }
      guard case .commandFailed(_, let status, let message) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(status == 128)
      #expect(message == "fatal: tag 'v1' already exists")
    }
  }

  @Test func `A note is read back, and a newer one takes its place`() async throws {
    try await TestRepository.with { test in
      let commit = try await test.id(test.commit("one"))
      let repository = try test.open()
      #expect(try repository.note(for: commit) == nil)
      try await repository.git.addNote("Migrate-Revision: 1\n", to: commit)
      try await repository.git.addNote("Migrate-Revision: 2\n", to: commit)
      #expect(try repository.note(for: commit) == "Migrate-Revision: 2\n")
    }
  }

  @Test func `A pattern matches as in git describe`() {
    let pattern = TagPattern("v[0-9]*")
    #expect(pattern.matches("v1.2"))
    #expect(pattern.matches("v1/2"))
    #expect(!pattern.matches("version"))
    #expect(!pattern.matches("rev1"))
  }
}
