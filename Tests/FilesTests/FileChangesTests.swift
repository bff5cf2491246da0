import Files
import Glibc
import Signals
import Testing

/// Files that change together do so wherever a process is killed.
struct FileChangesTests {
  private static let old: [String: String] = ["a.sql": "a", "b.sql": "b", "c.sql": "c"]
  private static let new: [String: String] = ["a.sql": "A", "d.sql": "D", "c.sql": "c"]

  private static func change(in folder: String) -> FileChanges {
    var changes = FileChanges(root: folder + "/tree", journals: folder + "/journal")
    changes.write(Array("A".utf8), to: "a.sql")
    changes.write(Array("D".utf8), to: "d.sql")
    changes.remove("b.sql")
    return changes
  }

  private static func files(in folder: String) throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try FileSystem.entries(of: folder + "/tree") {
      let bytes = try FileSystem.bytes(at: "\(folder)/tree/\(name)") ?? []
      files[name] = String(decoding: bytes, as: UTF8.self)
    }
    return files
  }

  private static func start(_ folder: String) throws {
    try FileSystem.createDirectory(folder + "/tree")
    for (name, text) in old { try AtomicFile.write(Array(text.utf8), to: "\(folder)/tree/\(name)") }
  }

  @Test func `A change leaves what it makes and nothing else`() async throws {
    try await TemporaryFolder.with { folder in
      try Self.start(folder)
      try Self.change(in: folder).apply()
      #expect(try Self.files(in: folder) == Self.new)
      #expect(try FileSystem.entries(of: folder + "/journal").isEmpty)
    }
  }

  @Test func `A change that is refused leaves the files as they were`() async throws {
    try await TemporaryFolder.with { folder in
      try Self.start(folder)
      var changes = Self.change(in: folder)
      // Nothing can be written below a file.
      changes.write([], to: "c.sql/x")
      #expect(throws: FileError.self) { try changes.apply() }
      #expect(try Self.files(in: folder) == Self.old)
    }
  }

  /// Every system call that changes something is a place to be killed at.
  @Test func `Killed anywhere, it is done wholly or not at all after the next start`() async throws
  {
    var outcomes: [Bool] = []
    for count in 0..<40 {
      try await TemporaryFolder.with { folder in
        try Self.start(folder)
        let journal = try Self.leaveBehind(killedAfter: count, in: folder)
        let changed = try FileChanges.recover(
          root: folder + "/tree", journals: folder + "/journal")
        let files = try Self.files(in: folder)
        #expect(files == Self.old || files == Self.new, "after \(count)")
        #expect(journal == (files == Self.new), "after \(count)")
        #expect(changed.isEmpty == (!journal || count >= 9), "after \(count)")
        outcomes.append(files == Self.new)
        #expect(try FileSystem.entries(of: folder + "/journal").isEmpty, "after \(count)")
      }
    }
    #expect(Set(outcomes) == [true, false])
  }

  /// What a killed process would have left after so many steps: three old files, two new ones and the
  /// list make the journal; two files are written and one removed.
  ///
  /// - Returns: whether the journal is complete.
  private static func leaveBehind(killedAfter count: Int, in folder: String) throws -> Bool {
    let dead = "\(deadMark)_1"
    let journal = "\(folder)/journal/\(dead)"
    try FileSystem.createDirectory(journal)
    let steps: [(String, String?)] = [
      ("\(journal)/0.old", "a"), ("\(journal)/0.new", "A"), ("\(journal)/1.new", "D"),
      ("\(journal)/2.old", "b"), ("\(journal)/list.tmp-1", "on"),
      ("\(journal)/list", "ona.sql\0-nd.sql\0o-b.sql\0"), ("\(folder)/tree/a.sql", "A"),
      ("\(folder)/tree/d.sql", "D"), ("\(folder)/tree/b.sql", nil),
    ]
    for (path, text) in steps.prefix(count) {
      if let text {
        try AtomicFile.write(Array(text.utf8), to: path)
      } else {
        try FileSystem.remove(path)
      }
    }
    return count > 5
  }

  private static var deadMark: String {
    var parts = "\(ProcessMark.own)".split(separator: "_").map(String.init)
    parts[3] = "0"
    return parts.joined(separator: "_")
  }

  @Test func `What a person has changed meanwhile stays`() async throws {
    try await TemporaryFolder.with { folder in
      try Self.start(folder)
      _ = try Self.leaveBehind(killedAfter: 7, in: folder)
      try AtomicFile.write(Array("mine".utf8), to: folder + "/tree/b.sql")
      #expect(
        try FileChanges.recover(root: folder + "/tree", journals: folder + "/journal").isEmpty)
      #expect(try Self.files(in: folder)["b.sql"] == "mine")
      #expect(try FileSystem.entries(of: folder + "/journal").isEmpty)
    }
  }

  @Test func `The journal of a process that lives is left alone`() async throws {
    try await TemporaryFolder.with { folder in
      let journal = "\(folder)/journal/\(ProcessMark.own)_1"
      try FileSystem.createDirectory(journal)
      try FileChanges.recover(root: folder + "/tree", journals: folder + "/journal")
      #expect(try FileSystem.kind(of: journal) == .directory)
    }
  }

  @Test(arguments: ["on../x\0", "on/etc/x\0", "o\0", "ona.sql\0", "xyz", "on\u{7F}\0"])
  func `A damaged list is none`(_ list: String) async throws {
    try await TemporaryFolder.with { folder in
      try Self.start(folder)
      let journal = "\(folder)/journal/\(Self.deadMark)_1"
      try FileSystem.createDirectory(journal)
      try AtomicFile.write(Array(list.utf8), to: journal + "/list")
      try FileChanges.recover(root: folder + "/tree", journals: folder + "/journal")
      #expect(try Self.files(in: folder) == Self.old)
      #expect(try FileSystem.entries(of: folder + "/journal").isEmpty)
    }
  }
}
