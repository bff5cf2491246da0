import GitRepository
import TestSupport
import Testing

struct SearchTests {
  /// A repository whose branch `side` has a file that `main` has not.
  private func withSide(_ body: (TestRepository, String) async throws -> Void) async throws {
    try await TestRepository.with { repository in
      try await repository.commit("first", files: ["a": "a"])
      try await repository.git("checkout", "--quiet", "-b", "side")
      let added = try await repository.commit("added", files: ["folder/12ab_name.sql": "x"])
      try await repository.commit("later", files: ["b": "b"])
      try await repository.git("checkout", "--quiet", "main")
      try await body(repository, added)
    }
  }

  @Test func `A file of another branch is found with the commit that brought it`() async throws {
    try await withSide { repository, added in
      try await repository.git("tag", "v1", "side")
      try await repository.git("tag", "blob", "side:b")
      let found = try #require(
        try repository.open().findFile(beginning: "12ab", in: "folder"))
      #expect(found.references == ["side", "v1"])
      #expect(found.commit.id.hex == added)
    }
  }

  @Test func `A file of a branch that is gone is found through a reflog`() async throws {
    try await withSide { repository, _ in
      try await repository.git("branch", "--quiet", "-D", "side")
      let found = try #require(
        try repository.open().findFile(beginning: "12ab", in: "folder"))
      #expect(found.references == [])
      #expect(found.commit.subject == "later")
      try await repository.git("reflog", "expire", "--expire=now", "--all")
      #expect(try repository.open().findFile(beginning: "12ab", in: "folder") == nil)
    }
  }

  @Test func `Only the folder itself is searched, and only the beginnings of names`() async throws {
    try await withSide { repository, _ in
      let opened = try repository.open()
      #expect(try opened.findFile(beginning: "name", in: "folder") == nil)
      #expect(try opened.findFile(beginning: "12ab", in: "other") == nil)
      #expect(try opened.findFile(beginning: "folder", in: "") == nil)
    }
  }

  @Test func `The main line of a history leaves out what was merged`() async throws {
    try await withSide { repository, _ in
      let main = try await repository.commit("main", files: ["c": "c"])
      try await repository.git("merge", "--quiet", "--no-ff", "-m", "merge", "side")
      let opened = try repository.open()
      let merge = try #require(try opened.head())
      let side = try #require(merge.parents.last)
      let all = try await opened.git.mainline(to: merge.id)
      #expect(
        try all.map { try opened.commit(named: $0.hex).subject } == ["first", "main", "merge"])
      let touching = try await opened.git.mainline(to: merge.id, touching: [":(top)c"])
      #expect(touching.map(\.hex) == [main])
      let branch = try await opened.git.mainline(to: side, notIn: merge.parents.first)
      #expect(try branch.map { try opened.commit(named: $0.hex).subject } == ["added", "later"])
      #expect(try await opened.git.mergeBase(side, merge.parents[0]) == all[0])
      #expect(
        try await opened.git.references(containing: side, below: ["refs/heads"])
          == ["refs/heads/main", "refs/heads/side"])
    }
  }
}
