import Files
import Glibc
import Signals
import Testing

struct ScratchFolderTests {
  @Test func `The folder is there while it is needed, and is nobody else's`() async throws {
    try await TemporaryFolder.with { parent in
      let made = try await ScratchFolder.with(in: parent) { folder in
        let folder = try #require(folder)
        #expect(folder.hasPrefix(parent + "/"))
        #expect(PrivateFolder.isOurs(folder))
        var status = stat()
        #expect(stat(folder, &status) == 0 && status.st_mode & 0o777 == 0o700)
        try AtomicFile.write([1], to: folder + "/file")
        return folder
      }
      #expect(try !FileSystem.exists(made))
    }
  }

  @Test func `Where the place that is named is none, there is another`() async throws {
    for parent in ["/proc", "not/absolute", "/no/such/folder"] {
      try await ScratchFolder.with(in: parent) { folder in
        let folder = try #require(folder)
        #expect(folder.hasPrefix("/tmp/"))
      }
    }
  }

  @Test func `What a run has left that was killed is removed, and nothing else`() async throws {
    try await TemporaryFolder.with { parent in
      let dead = ProcessMark.own.description.split(separator: "_").dropLast().joined(separator: "_")
      let names = ["\(dead)_1_abcdef", "\(ProcessMark.own)_abcdef", "other"]
        .map { "\(parent)/git-migrate-run-\($0)" }
      for name in names {
        try FileSystem.createDirectory(name + "/folder")
        try AtomicFile.write([1], to: name + "/folder/file")
      }
      await ScratchFolder.with(in: parent) { _ in }
      #expect(try names.map { try FileSystem.exists($0) } == [false, true, true])
    }
  }
}
