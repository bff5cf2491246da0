import GitRepository
import TestSupport
import Testing

@Suite struct OperationTests {
  /// Two branches that have changed the same file; `main` is checked out.
  private func withBranches(_ body: (TestRepository) async throws -> Void) async throws {
    try await TestRepository.with { test in
      try await test.commit("base", files: ["v/a.sql": "base\n", "v/b.sql": "b\n", "w.sql": "w\n"])
      try await test.git("checkout", "--quiet", "-b", "side")
      try await test.commit("side", files: ["v/a.sql": "side\n", "w.sql": "side\n"])
      try await test.git("rm", "--quiet", "v/b.sql")
      try await test.commit("no b")
      try await test.git("checkout", "--quiet", "main")
      try await test.commit(
        "main", files: ["v/a.sql": "main\n", "v/b.sql": "main\n", "w.sql": "x"])
      try await body(test)
    }
  }

  @Test func `nothing is under way most of the time`() async throws {
    try await withBranches { test in
      let repository = try test.open()
      #expect(repository.operation == nil)
      #expect(try await repository.conflicts(below: "v").isEmpty)
    }
  }

  @Test func `a merge names the other commit and has three sides`() async throws {
    try await withBranches { test in
      await #expect(throws: TestRepository.CommandFailure.self) {
        try await test.git("merge", "side")
      }
      let repository = try test.open()
      let side = try repository.commit(named: "side")
      #expect(repository.operation == .merge(side.id))
      let conflicts = try await repository.conflicts(below: "v")
      #expect(conflicts.map(\.path) == ["v/a.sql", "v/b.sql"])
      #expect(conflicts[0].base == Array("base\n".utf8))
      #expect(conflicts[0].ours == Array("main\n".utf8))
      #expect(conflicts[0].theirs == Array("side\n".utf8))
      #expect(conflicts[1].theirs == nil)
    }
  }

  @Test(arguments: [("rebase", Operation.rebase), ("cherry-pick", .cherryPick)])
  func `other operations are told apart`(verb: String, operation: Operation) async throws {
    try await withBranches { test in
      await #expect(throws: TestRepository.CommandFailure.self) {
        try await test.git(verb, verb == "rebase" ? "side" : "side~1")
      }
      let repository = try test.open()
      #expect(repository.operation == operation)
    }
  }

  @Test func `tags are reached in the order of commits, whatever the clock`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one")
      try await test.git("tag", "v9")
      try await test.commit("two")
      try await test.git("tag", "v1")
      try await test.git("tag", "v2")
      try await test.git("checkout", "--quiet", "-b", "side", "HEAD~1")
      try await test.commit("three")
      try await test.git("tag", "v3")
      let repository = try test.open()
      let reached = try repository.reachableTags(
        from: repository.commit(named: "main"), among: repository.tags())
      #expect(reached.map(\.name) == ["v2", "v1", "v9"])
    }
  }
}
