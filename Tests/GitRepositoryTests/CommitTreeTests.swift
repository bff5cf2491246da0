import Files
import GitRepository
import Glibc
import TestSupport
import Testing

struct CommitTreeTests {
  @Test func `Files are read by path`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one", files: ["a/b/c.sql": "c\n", "a.sql": "a\r\n", "empty": ""])
      let tree = try test.headTree()
      #expect(tree.name == "v1.2")
      #expect(try tree.text(at: "a/b/c.sql") == "c\n")
      #expect(try tree.text(at: "a.sql") == "a\r\n")
      #expect(try tree.bytes(at: "empty") == [])
      for path in ["", "a", "a/b", "none", "a/none", "a.sql/none"] {
        #expect(try tree.bytes(at: path) == nil, "\(path)")
      }
    }
  }

  @Test func `Paths come in byte order`() async throws {
    try await TestRepository.with { test in
      let paths = ["A", "a-b", "a.sql", "a/b", "a/b.sql", "a/c/d", "a0", "ä"]
      try await test.commit("one", files: [:])
      for path in paths where path != "a/b" { try test.write(path, path) }
      try await test.commit("two")
      let tree = try test.headTree()
      #expect(try tree.paths(below: "") == paths.filter { $0 != "a/b" })
      #expect(try tree.paths(below: "a") == ["a/b.sql", "a/c/d"])
      #expect(try tree.paths(below: "a/c/d") == ["a/c/d"])
      #expect(try tree.paths(below: "b") == [])
    }
  }

  @Test func `A link is followed inside the tree and not out of it`() async throws {
    try await TestRepository.with { test in
      try test.addLinks()
      try await test.commit("one", files: ["real/a.sql": "a"])
      let tree = try test.headTree()
      for path in ["file", "folder/a.sql", "real/up", "twice"] {
        #expect(try tree.text(at: path) == "a", "\(path)")
      }
      for path in ["outside", "absolute", "loop", "nowhere"] {
        #expect(try tree.text(at: path) == nil, "\(path)")
      }
      #expect(try tree.paths(below: "") == ["file", "real/a.sql", "real/up", "twice"])
      #expect(try tree.text(at: "deep/top/folder/a.sql") == "a")
      #expect(
        try tree.paths(below: "deep/top/real") == ["deep/top/real/a.sql", "deep/top/real/up"])
      #expect(try tree.paths(below: "deep/top").first == "deep/top/file")
      #expect(try tree.paths(below: "folder") == ["folder/a.sql", "folder/up"])
    }
  }

  @Test func `All files below a folder have the content that each has by itself`() async throws {
    try await TestRepository.with { test in
      try test.addLinks()
      try await test.commit("one", files: ["real/a.sql": "a", "real/b.sql": "b\r\n", "c": "c"])
      let tree = try test.headTree()
      for folder in ["", "real", "folder", "deep/top/real", "c", "nowhere"] {
        let contents = try tree.contents(below: folder)
        #expect(contents.map(\.path) == (try tree.paths(below: folder)))
        for (path, bytes) in contents { #expect(bytes == (try tree.bytes(at: path))) }
      }
      #expect(try tree.contents(below: "folder").map(\.path).contains("folder/up"))
    }
  }

  @Test func `A submodule is no file of the tree`() async throws {
    try await TestRepository.with { test in
      let id = try await test.commit("one", files: ["a": "a"])
      try await test.git("update-index", "--add", "--cacheinfo", "160000,\(id),module")
      try await test.git("commit", "--quiet", "-m", "two")
      let tree = try test.headTree()
      #expect(try tree.paths(below: "") == ["a"])
      #expect(try tree.bytes(at: "module") == nil)
      #expect(try await test.open().index().paths(below: "") == ["a"])
    }
  }

  @Test func `The directory holds the tree as git checks it out`() async throws {
    try await TestRepository.with { test in
      try test.addLinks()
      try await test.git("config", "filter.shout.smudge", "tr a-z A-Z")
      let committed = [
        ".gitattributes": "*.crlf eol=crlf\n*.loud filter=shout\n", "real/a.sql": "a",
        "a.crlf": "a\n", "a.loud": "a\n", "run": "#!/bin/sh\n",
      ]
      try test.write("run", "")
      chmod(test.directory + "/run", 0o755)
      try await test.commit("one", files: committed)
      // What is in the work tree now must not matter.
      try test.write(".gitattributes", "")
      let files = try await test.headTree().checkedOut()
      #expect(files["a.crlf"] == "a\r\n")
      #expect(files["a.loud"] == "A\n")
      #expect(
        files.keys.sorted() == [
          ".gitattributes", "a.crlf", "a.loud", "file", "real/a.sql", "real/up", "run", "twice",
        ])
      #expect(try await test.git("status", "--porcelain") == " M .gitattributes")
    }
  }

  @Test func `The directory is valid only while the work runs`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one", files: ["run": ""])
      let folder = try await test.headTree().withDirectory { $0 }
      #expect(folder.hasPrefix(test.directory + "/.git/migrate/worktrees/"))
      #expect(try FileSystem.kind(of: folder) == nil)
    }
  }

  @Test func `A sparse checkout's directory holds the whole tree`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one", files: ["in/a": "a", "out/b": "b"])
      try await test.git("sparse-checkout", "set", "--cone", "--sparse-index", "in")
      let repository = try test.open()
      for tree in [try test.headTree() as any Tree, try await repository.index()] {
        #expect(try tree.text(at: "out/b") == "b")
        #expect(try await tree.checkedOut() == ["in/a": "a", "out/b": "b"])
      }
    }
  }

  @Test func `What a blobless clone lacks is fetched`() async throws {
    try await TestRepository.with { test in
      try await test.git("config", "uploadpack.allowFilter", "true")
      try await test.git("config", "uploadpack.allowAnySHA1InWant", "true")
      try await test.commit("one", files: ["models/a": "a1", "models/b": "b1", "other": "1"])
      try await test.commit("two", files: ["models/a": "a2", "models/b": "b2", "other": "2"])
      let clone = test.root + "/clone"
      let url = "file://" + test.directory
      try await test.git("clone", "--quiet", "--filter=blob:none", "--no-checkout", url, clone)
      let repository = try test.open(in: clone)
      let old = try repository.tree(of: repository.commit(named: "HEAD~1"), name: "old")
      #expect(try old.text(at: "models/a") == "a1")
      let missing = try await test.git(
        ["rev-list", "--objects", "--missing=print", "HEAD"], in: clone)
      #expect(missing.split(separator: "\n").filter { $0.hasPrefix("?") }.count == 4)
      let new = try repository.tree(of: repository.commit(named: "HEAD"), name: "new")
      #expect(
        try await new.checkedOut() == ["models/a": "a2", "models/b": "b2", "other": "2"])
    }
  }

  @Test func `A lost blob is reported with its path`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one", files: ["models/a": "1"])
      let id = try await test.id("HEAD:models/a")
      let object = "/.git/objects/\(id.hex.prefix(2))/\(id.hex.dropFirst(2))"
      try FileSystem.remove(test.directory + object)
      #expect(throws: GitError.missingObject(path: "models/a", id: id)) {
        try test.headTree().bytes(at: "models/a")
      }
    }
  }
}

extension TestRepository {
  fileprivate func headTree() throws -> CommitTree {
    let repository = try open()
    return try repository.tree(of: repository.commit(named: "HEAD"), name: "v1.2")
  }

  /// Links to `real/a.sql`, and some that lead to no file of the tree.
  fileprivate func addLinks() throws {
    for folder in ["real", "deep"] { try FileSystem.createDirectory(directory + "/" + folder) }
    let links = [
      "file": "real/a.sql", "folder": "./real", "real/up": "../folder/a.sql", "twice": "file",
      "deep/top": "..", "outside": "../home/secret", "absolute": "/etc/passwd", "loop": "loop",
      "nowhere": "none",
    ]
    for (path, target) in links { try #require(symlink(target, directory + "/" + path) == 0) }
  }
}
