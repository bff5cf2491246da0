import GitRepository
import TestSupport
import Testing

struct HistoryTests {
  // one ─ two ─ three ─ merge
  //    └─ side ────────┘
  private static func withHistory(
    _ body: (TestRepository, Repository) async throws -> Void
  ) async throws {
    try await TestRepository.with { test in
      try await test.commit("one", files: ["models/a.sql": "1", "b.txt": "1"])
      try await test.git("branch", "side")
      try await test.commit("two", files: ["models/a.sql": "2"])
      try await test.commit("three", files: ["b.txt": "3"])
      try await test.git("checkout", "--quiet", "side")
      try await test.commit("side", files: ["models/c.sql": "1"])
      try await test.git("checkout", "--quiet", "main")
      try await test.git("merge", "--quiet", "--message=merge", "side")
      try await body(test, test.open())
    }
  }

  @Test func `A commit is an ancestor of itself and of what builds on it`() async throws {
    try await Self.withHistory { test, repository in
      let one = try await test.id("main~3")
      let side = try await test.id("side")
      let three = try await test.id("main~1")
      let main = try await test.id("main")
      #expect(try repository.isAncestor(one, of: one))
      #expect(try repository.isAncestor(one, of: main))
      #expect(try repository.isAncestor(side, of: main))
      #expect(try !repository.isAncestor(main, of: one))
      #expect(try !repository.isAncestor(side, of: three))
    }
  }

  @Test func `Commits between two points come newest first`() async throws {
    try await Self.withHistory { test, repository in
      let base = try await test.id("main~3")
      let tip = try await test.id("main")
      let commits = try repository.commits(from: base, to: tip)
      #expect(commits.map(\.subject) == ["merge", "side", "three", "two"])
      #expect(try repository.commitCount(from: base, to: tip) == 4)
      #expect(try repository.commitCount(from: nil, to: tip) == 5)
      #expect(try repository.commitCount(from: tip, to: base) == 0)
    }
  }

  @Test func `Commits that touch a path differ there from all their parents`() async throws {
    try await Self.withHistory { test, repository in
      let tip = try await test.id("main")
      func subjects(_ paths: String...) throws -> [String] {
        try repository.commits(from: nil, to: tip, touching: paths).map(\.subject)
      }
      #expect(try subjects("models/a.sql") == ["two", "one"])
      #expect(try subjects("models/c.sql") == ["side"])
      #expect(try subjects("b.txt", "models/c.sql") == ["merge", "side", "three", "one"])
      #expect(try subjects("models") == ["merge", "side", "two", "one"])
      #expect(try subjects("nowhere") == [])
    }
  }

  @Test func `The nearest tag has the fewest commits between`() async throws {
    try await Self.withHistory { test, repository in
      try await test.git("tag", "v1", "main~3")
      try await test.git("tag", "v2", "main~1")
      try await test.git("tag", "v3", "side")
      let main = try repository.commit(named: "main")
      // Two commits are not in v2, three are not in v3.
      #expect(try repository.nearestTag(from: main) { _ in true }?.name == "v2")
      #expect(try repository.nearestTag(from: main) { $0.name != "v2" }?.name == "v3")
      let side = try repository.commit(named: "side~1")
      #expect(try repository.nearestTag(from: side) { _ in true }?.name == "v1")
      #expect(try repository.nearestTag(from: main) { _ in false } == nil)
    }
  }

  @Test func `The first tags that contain commits are found in one walk`() async throws {
    try await Self.withHistory { test, repository in
      try await test.git("tag", "v1", "main~2")
      try await test.git("tag", "v2", "side")
      try await test.git("tag", "v3", "main")
      var reach = TagReach(try repository.tags(), in: repository)
      let one = try await test.id("main~3")
      #expect(try reach.first(containing: one)?.name == "v1")
      #expect(reach.commitCount == 2)
      let side = try await test.id("side")
      #expect(try reach.first(containing: side)?.name == "v2")
      #expect(reach.commitCount == 3)
      let three = try await test.id("main~1")
      #expect(try reach.first(containing: three)?.name == "v3")
      try await test.commit("later")
      let later = try await test.id("main")
      #expect(try reach.first(containing: later) == nil)
      #expect(reach.commitCount == 5)
    }
  }

  @Test func `Of equally near tags the higher version is the nearest`() async throws {
    try await Self.withHistory { test, repository in
      for name in ["v1.9", "v1.10", "v1.10-rc1"] { try await test.git("tag", name) }
      let main = try repository.commit(named: "main")
      #expect(try repository.nearestTag(from: main) { _ in true }?.name == "v1.10")
    }
  }

  @Test func `A tag that cannot be reached is not near`() async throws {
    try await Self.withHistory { test, repository in
      try await test.git("tag", "v1", "side")
      let three = try repository.commit(named: "main~1")
      #expect(try repository.nearestTag(from: three) { _ in true } == nil)
    }
  }

  @Test func `A shallow clone's history ends where the clone does`() async throws {
    try await Self.withHistory { test, _ in
      try await test.git("tag", "v1", "main~3")
      try await test.git("tag", "v2", "main~1")
      let clone = test.root + "/clone"
      try await test.git("clone", "--quiet", "--depth=2", "file://" + test.directory, clone)
      let repository = try test.open(in: clone)
      #expect(repository.isShallow)
      let head = try #require(try repository.head())
      let subjects = try repository.commits(from: nil, to: head.id).map(\.subject)
      #expect(subjects == ["merge", "side", "three"])
      #expect(try repository.commits(from: nil, to: head.id, touching: ["b.txt"]).count == 2)
      #expect(try repository.nearestTag(from: head) { _ in true }?.name == "v2")
      #expect(try repository.isAncestor(head.id, of: head.id))
      #expect(throws: GitError.notFound(name: "v1", isShallow: true)) {
        try repository.commit(named: "v1")
      }
    }
  }
}
