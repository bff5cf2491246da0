import Files
import GitRepository
import TestSupport
import Testing

struct IndexTreeTests {
  @Test func `The index holds what is staged, not what is on disk`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one", files: ["a": "1", "b/c": "1"])
      try test.write("a", "2")
      try test.write("new/d", "2")
      try await test.git("add", "a", "new/d")
      try test.write("a", "3")
      let index = try await test.open().index()
      #expect(index.name == "the index")
      #expect(try index.text(at: "a") == "2")
      #expect(try index.paths(below: "") == ["a", "b/c", "new/d"])
      #expect(try index.paths(below: "new") == ["new/d"])
      #expect(try index.paths(below: "ne") == [])
      #expect(!index.hasConflicts)
      #expect(try await index.checkedOut() == ["a": "2", "b/c": "1", "new/d": "2"])
    }
  }

  @Test(arguments: ["", "b", "--all"])
  func `In a hook the index is the one that will be committed`(what: String) async throws {
    try await TestRepository.with { test in
      try await test.commit("one", files: ["a": "1", "b": "1"])
      try test.write("a", "2")
      try test.write("b", "2")
      try await test.git("add", "a")
      // The hook keeps the index that git names, as git removes it afterwards.
      let hook = "#!/bin/sh\ncp \"$GIT_INDEX_FILE\" ../kept\n"
      try AtomicFile.write(
        Array(hook.utf8), to: test.directory + "/.git/hooks/pre-commit", isExecutable: true)
      try await test.git(["commit", "--quiet", "-m", "two"] + (what.isEmpty ? [] : [what]))
      let index = try await test.open(variables: ["GIT_INDEX_FILE": "../kept"]).index()
      for path in ["a", "b"] {
        let committed = try await test.git("show", "HEAD:" + path)
        #expect(try index.text(at: path) == committed)
      }
    }
  }

  @Test func `A file that is only announced is left out`() async throws {
    for split in ["false", "true"] {
      try await TestRepository.with { test in
        try await test.git("config", "core.splitIndex", split)
        try await test.commit("one", files: ["a": "1", "empty": ""])
        try test.write("new", "1")
        try await test.git("add", "--intent-to-add", "new")
        let index = try await test.open().index()
        #expect(try index.paths(below: "") == ["a", "empty"])
      }
    }
  }

  @Test func `A conflict has our side's content`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one", files: ["a": "1", "b": "1"])
      try await test.git("checkout", "--quiet", "-b", "theirs")
      try await test.commit("theirs", files: ["a": "theirs", "b": "theirs"])
      try await test.git("checkout", "--quiet", "main")
      try await test.git("rm", "--quiet", "b")
      try await test.commit("ours", files: ["a": "ours"])
      await #expect(throws: TestRepository.CommandFailure.self) {
        try await test.git("merge", "--quiet", "theirs")
      }
      let index = try await test.open().index()
      #expect(index.hasConflicts)
      #expect(try index.text(at: "a") == "ours")
      #expect(try index.paths(below: "") == ["a"])
      #expect(try await index.checkedOut() == ["a": "ours"])
    }
  }

  @Test func `Before the first file the index is empty`() async throws {
    try await TestRepository.with { test in
      let index = try await test.open().index()
      #expect(try index.paths(below: "") == [])
      #expect(try index.bytes(at: "a") == nil)
    }
  }

  @Test func `A damaged index is reported`() async throws {
    try await TestRepository.with { test in
      try test.write(".git/index", "DIRC and nothing else")
      let repository = try test.open()
      let error = await #expect(throws: GitError.self) { try await repository.index() }
      guard case .indexNotReadable = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }
}
