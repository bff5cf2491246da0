import Files
import GitRepository
import TestSupport
import Testing

struct StagedChangesTests {
  /// The answers for a few paths and endings, and whether git gives the same.
  private func agree(_ test: TestRepository, _ comment: Comment? = nil) async throws {
    let repository = try test.open()
    let changes = repository.stagedChanges(since: try repository.head())
    for path in [".", "a", "a/b", "a/b.py", "x", "x.py", "z/y/x", "absent"] {
      let answer = try await changes.exist(atOrBelow: [path])
      #expect(answer == (try await differs(test, path)), "\(path) \(comment ?? "")")
    }
    for glob in ["*.py", "a/*.py", "a/**", "**/*.txt", "z/**/w.txt", "?.py", "[xz]*", "é/*.py"] {
      let answer = try await changes.exist(matching: [glob])
      let differs = try await differs(test, ":(glob)" + glob)
      #expect(answer == differs, "\(glob) \(comment ?? "")")
    }
    for ending in [".py", ".txt", ".absent"] {
      let answer = try await changes.exist(inFilesEndingWith: ending)
      #expect(answer == (try await differs(test, "*" + ending)), "\(ending) \(comment ?? "")")
    }
  }

  private func differs(_ test: TestRepository, _ pathspec: String) async throws -> Bool {
    try await !test.git("diff", "--cached", "--name-only", "HEAD", "--", pathspec).isEmpty
  }

  private static let files = [
    "a/b/c.py", "a/b/c.txt", "a/b.py", "a/b-c.txt", "a.py", "a.txt", "x.py", "z/y/x/w.txt",
    "é/é.py",
  ]

  @Test(arguments: 0..<30)
  func `What is found is what git finds`(seed: Int) async throws {
    var random = SplitMix64(seed: UInt64(seed))
    try await TestRepository.with { test in
      try await test.git("config", "index.version", seed % 10 == 9 ? "4" : "2")
      try await test.commit("one", files: Dictionary(Self.files.map { ($0, $0) }) { $1 })
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        try await change(test, &random)
        // Git remembers the trees of an index that it has made trees of.
        if Bool.random(using: &random) { try await test.git("write-tree") }
        try await agree(test, "seed \(seed)")
      }
    }
  }

  private func change(_ test: TestRepository, _ random: inout SplitMix64) async throws {
    let file = Self.files.randomElement(using: &random) ?? ""
    switch Int.random(in: 0..<6, using: &random) {
    case 0: try await test.git("rm", "--quiet", "--force", "--ignore-unmatch", file)
    case 1:
      try await test.git("rm", "--quiet", "--force", "-r", "--ignore-unmatch", "a")
      try test.write("a", "a file where a folder was")
      try await test.git("add", "a")
    case 2:
      try test.write("new/d/e.txt", "new")
      try await test.git("add", "new")
    case 3: _ = try? await test.git("update-index", "--chmod=+x", file)
    default:
      let id = try await test.git(["hash-object", "-w", "--stdin"], input: "\(random.next())")
      try await test.git("read-tree", "HEAD")
      try await test.git("update-index", "--add", "--cacheinfo", "100644,\(id),\(file)")
    }
  }

  @Test func `Nothing but the index is looked at`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one", files: ["a/b.py": "1", "x.py": "1"])
      try test.write("x.py", "2")
      // Where there is no git, none is asked.
      let repository = try test.open(variables: ["PATH": "/nonexistent"])
      let changes = repository.stagedChanges(since: try repository.head())
      #expect(try await !changes.exist(atOrBelow: ["x.py", "a"]))
      #expect(try await !changes.exist(inFilesEndingWith: ".py"))
      #expect(try await changes.bytes(at: "x.py") == Array("1".utf8))
      #expect(try await changes.bytes(at: "absent") == nil)
    }
  }

  @Test(arguments: [
    ["core.splitIndex", "true"], ["index.version", "4"], ["index.sparse", "true"],
  ])
  func `An index of another kind is left to git`(setting: [String]) async throws {
    try await TestRepository.with { test in
      try await test.git(["config"] + setting)
      try await test.commit("one", files: ["a/b.py": "1", "c/d.txt": "1", "x.py": "1"])
      if setting[0] == "index.sparse" {
        try await test.git("sparse-checkout", "set", "--cone", "--sparse-index", "a")
      }
      try await agree(test)
      try test.write("x.py", "2")
      try await test.git("add", "x.py")
      try await agree(test)
      let changes = try test.open().stagedChanges(since: nil)
      #expect(try await changes.bytes(at: "x.py") == Array("2".utf8))
    }
  }

  @Test func `An announced file is no change, and has no content`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one", files: ["a/b.py": "1"])
      try test.write("a/new.py", "2")
      try await test.git("add", "--intent-to-add", "a/new.py")
      try await agree(test)
      let changes = try test.open().stagedChanges(since: try test.open().head())
      #expect(try await !changes.exist(atOrBelow: ["."]))
      #expect(try await changes.bytes(at: "a/new.py") == nil)
    }
  }

  @Test func `Before the first commit all that is staged is a change`() async throws {
    try await TestRepository.with { test in
      #expect(try await !test.open().stagedChanges(since: nil).exist(atOrBelow: ["."]))
      try test.write("a", "1")
      try await test.git("add", "a")
      let changes = try test.open().stagedChanges(since: nil)
      #expect(try await changes.exist(atOrBelow: ["a"]))
      #expect(try await !changes.exist(atOrBelow: ["b"]))
    }
  }

  @Test func `A link counts as a change, since what it leads to may be one`() async throws {
    try await TestRepository.with { test in
      try test.write("real/schema.sql", "1")
      try await test.git("config", "core.symlinks", "true")
      for (link, target) in [("link.sql", "real/schema.sql"), ("folder", "real")] {
        let id = try await test.git(["hash-object", "-w", "--stdin"], input: target)
        try await test.git("update-index", "--add", "--cacheinfo", "120000,\(id),\(link)")
      }
      try await test.git("add", "real")
      try await test.git("commit", "--quiet", "--message", "one")
      let changes = try test.open().stagedChanges(since: try test.open().head())
      #expect(try await changes.exist(atOrBelow: ["link.sql"]))
      #expect(try await changes.exist(atOrBelow: ["folder/schema.sql"]))
      #expect(try await !changes.exist(atOrBelow: ["real/schema.sql"]))
      #expect(try await changes.bytes(at: "folder/schema.sql") == Array("1".utf8))
    }
  }

  /// Git is asked where the index cannot be read, and says what is wrong with it.
  @Test(arguments: 0..<8) func `A damaged index ends no program`(seed: Int) async throws {
    var random = SplitMix64(seed: UInt64(seed))
    try await TestRepository.with { test in
      try await test.commit("one", files: Dictionary(Self.files.map { ($0, $0) }) { $1 })
      try await test.git("write-tree")
      let path = test.directory + "/.git/index"
      let index = try #require(try FileSystem.bytes(at: path))
      for _ in 0..<100 {
        try AtomicFile.write(Self.damaged(index, &random), to: path)
        let repository = try test.open()
        let changes = repository.stagedChanges(since: try repository.head())
        _ = try? await changes.exist(atOrBelow: ["a/b", "z"])
        _ = try? await changes.exist(inFilesEndingWith: ".py")
        _ = try? await changes.bytes(at: "a/b.py")
      }
    }
  }

  private static func damaged(_ index: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    if random.chance(20) { return Array(index.prefix(random.number(below: index.count))) }
    var bytes = index
    for _ in 0...random.number(below: 3) {
      bytes[random.number(below: bytes.count)] = random.pick([0, 0xC0, 0xFF, 0x20, 0x2F, 0x30])
    }
    return bytes
  }

  @Test func `Entries that are not in order are left to git`() async throws {
    try await TestRepository.with { test in
      try await test.commit("one", files: ["a/b.py": "one", "c.py": "one"])
      let path = test.directory + "/.git/index"
      var index = try #require(try FileSystem.bytes(at: path))
      index[12 + 62] = 0xC0
      try AtomicFile.write(index, to: path)
      try await agree(test)
    }
  }

  @Test(arguments: ["2", "4"])
  func `The folders with a configuration are found on the way`(version: String) async throws {
    try await TestRepository.with { test in
      try await test.git("config", "index.version", version)
      let names = [
        ".gitmigrate", "a/.gitmigrate", "a/b/.gitmigrate", "a/b.gitmigrate", "c/x.gitmigrate",
        "d/.gitmigrated", "e/.gitmigrate/x", "gitmigrate", "é/.gitmigrate",
      ]
      try await test.commit("one", files: Dictionary(names.map { ($0, $0) }) { $1 })
      try test.write("new/.gitmigrate", "")
      try test.write("announced/.gitmigrate", "")
      try await test.git("add", "new")
      try await test.git("add", "--intent-to-add", "announced")
      try await test.git("rm", "--quiet", "a/.gitmigrate")
      let repository = try test.open()
      let changes = repository.stagedChanges(since: try repository.head())
      #expect(try await changes.configuredFolders() == ["", "a/b", "new", "é"])
    }
  }

  @Test(arguments: ["2", "4"])
  func `Folders are left out`(version: String) async throws {
    try await TestRepository.with { test in
      try await test.git("config", "index.version", version)
      try await test.commit("one", files: ["a/x.py": "1", "a/b/x.py": "1", "x.py": "1"])
      try test.write("a/b/x.py", "2")
      try test.write("a/b/y/new.py", "2")
      try await test.git("add", "--all")
      let repository = try test.open()
      let changes = repository.stagedChanges(since: try repository.head())
      for (folders, answer) in [([], true), (["a/b"], false), (["a"], false), (["a/b/y"], true)] {
        #expect(
          try await changes.exist(inFilesEndingWith: ".py", outside: folders) == answer,
          "\(folders)")
      }
    }
  }
}
