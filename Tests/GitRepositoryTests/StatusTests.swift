import Files
import GitRepository
import TestSupport
import Testing

struct StatusTests {
  @Test func `A work tree is clean until a tracked file changes`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one", files: ["a/b": "1", "c": "1"])
      try test.write("untracked", "1")
      let repository = try test.open()
      #expect(try await repository.isClean())
      try test.write("c", "2")
      #expect(try await !repository.isClean())
      #expect(try await repository.isClean(below: ["a"]))
      #expect(try await !repository.isClean(below: ["a", "c"]))
      try await test.git("add", "c")
      #expect(try await !repository.isClean())
    }
  }

  @Test func `Paths are seen from the top, wherever the user is`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one", files: ["a/b": "1", "c": "1"])
      try test.write("c", "2")
      let repository = try test.open(in: test.directory + "/a")
      #expect(try await !repository.isClean(below: ["c"]))
      #expect(try repository.workingTree().text(at: "c") == "2")
    }
  }
}
