import Files
import Glibc
import Testing

struct DirectoryTreeTests {
  private static func with(
    _ files: [String], _ body: (DirectoryTree) async throws -> Void
  ) async throws {
    try await TemporaryFolder.with { folder in
      for path in files {
        try FileSystem.createDirectory(FileSystem.directory(of: folder + "/" + path))
        try AtomicFile.write(Array(path.utf8), to: folder + "/" + path)
      }
      try await body(DirectoryTree(root: folder, name: "the working tree"))
    }
  }

  @Test func `Files are read by path`() async throws {
    try await Self.with(["a", "b/c"]) { tree throws in
      #expect(try tree.text(at: "b/c") == "b/c")
      for path in ["", "b", "none", "a/none"] { #expect(try tree.bytes(at: path) == nil) }
    }
  }

  @Test func `Paths come in byte order, without git's own folder`() async throws {
    try await Self.with(["b/c/d", "b.sql", "B", ".git/config", "b/.git"]) { tree throws in
      #expect(try tree.paths(below: "") == ["B", "b.sql", "b/c/d"])
      #expect(try tree.paths(below: "b") == ["b/c/d"])
      #expect(try tree.paths(below: "b.sql") == ["b.sql"])
      #expect(try tree.paths(below: "none") == [])
    }
  }

  @Test func `Linked files are listed, linked folders are not entered`() async throws {
    try await Self.with(["a/b"]) { tree throws in
      for (path, target) in ["file": "a/b", "folder": "a", "up": "..", "gone": "none"] {
        try #require(symlink(target, tree.root + "/" + path) == 0)
      }
      #expect(try tree.paths(below: "") == ["a/b", "file"])
      #expect(try tree.text(at: "folder/b") == "a/b")
    }
  }

  @Test func `The directory is the folder itself`() async throws {
    try await Self.with(["a"]) { tree throws in
      #expect(try await tree.withDirectory { $0 } == tree.root)
    }
  }
}
