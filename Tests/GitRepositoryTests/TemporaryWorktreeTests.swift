import Files
import GitRepository
import Glibc
import TestSupport
import Testing

struct TemporaryWorktreeTests {
  private struct Failure: Error {}

  @Test func `The folder is private and goes away with the work, also after an error`() async throws
  {
    try await TestRepository.with { test in
      let repository = try test.open()
      await #expect(throws: Failure.self) {
        try await TemporaryWorktree.with(of: repository) { worktree in
          var status = stat()
          try #require(stat(FileSystem.directory(of: worktree.directory), &status) == 0)
          #expect(status.st_mode & 0o7777 == 0o700)
          throw Failure()
        }
      }
      #expect(try test.leftovers() == [])
    }
  }

  @Test func `A killed process's folder is removed, a living one's is kept`() async throws {
    try await TestRepository.with { test in
      let repository = try test.open()
      let folder = test.directory + "/.git/migrate/worktrees"
      for name in ["1-dead", "2-living"] {
        try FileSystem.createDirectory(folder + "/\(name)/files/deep")
        try AtomicFile.write([], to: folder + "/\(name).lock")
      }
      let living = open(folder + "/2-living.lock", O_RDWR | O_CLOEXEC)
      try #require(flock(living, LOCK_EX) == 0)
      let during = try await TemporaryWorktree.with(of: repository) { _ in try test.leftovers() }
      #expect(during.filter { $0.hasPrefix("1-") } == [])
      #expect(try test.leftovers() == ["2-living", "2-living.lock"])
      // Not merely closed: a child that another test is just starting may have a copy.
      flock(living, LOCK_UN)
      close(living)
      #expect(try TemporaryWorktree.removeAbandoned(in: repository.commonDirectory) == 1)
      #expect(try test.leftovers() == [])
    }
  }

  @Test func `Without leftovers nothing is removed`() async throws {
    try await TestRepository.with { test throws in
      #expect(try TemporaryWorktree.removeAbandoned(in: test.directory + "/.git") == 0)
    }
  }

  @Test func `Several folders may be in use at once`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one", files: ["a": "1"])
      let repository = try test.open()
      let tree = try repository.tree(of: repository.commit(named: "HEAD"), name: "HEAD")
      let text = try await tree.withDirectory { outer in
        try await tree.withDirectory { inner in
          #expect(inner != outer)
        }
        return try DirectoryTree(root: outer, name: "copy").text(at: "a")
      }
      #expect(text == "1")
    }
  }
}

extension TestRepository {
  fileprivate func leftovers() throws -> [String] {
    try FileSystem.entries(of: directory + "/.git/migrate/worktrees").sorted()
  }
}
