import Files
import Glibc
import Testing

struct AtomicFileTests {
  @Test func `New content takes the place of the old`() async throws {
    try await TemporaryFolder.with { folder in
      let path = folder + "/file"
      for text in ["old", "new and longer", ""] {
        try AtomicFile.write(Array(text.utf8), to: path)
        #expect(try FileSystem.bytes(at: path) == Array(text.utf8))
      }
      #expect(try FileSystem.entries(of: folder) == ["file"])
    }
  }

  @Test func `A file is executable where asked`() async throws {
    try await TemporaryFolder.with { folder in
      try AtomicFile.write([], to: folder + "/script", isExecutable: true)
      try AtomicFile.write([], to: folder + "/text")
      #expect(access(folder + "/script", X_OK) == 0)
      #expect(access(folder + "/text", X_OK) != 0)
    }
  }

  @Test(arguments: [0o700, 0o640] as [mode_t])
  func `A file that is written anew keeps its permissions`(mode: mode_t) async throws {
    try await TemporaryFolder.with { folder in
      try AtomicFile.write(Array("old".utf8), to: folder + "/a")
      try #require(chmod(folder + "/a", mode) == 0)
      try AtomicFile.replace(folder + "/a", with: Array("new".utf8))
      var status = stat()
      try #require(stat(folder + "/a", &status) == 0)
      #expect(status.st_mode & 0o7777 == mode)
      #expect(try FileSystem.bytes(at: folder + "/a") == Array("new".utf8))
      #expect(try FileSystem.entries(of: folder) == ["a"])
    }
  }

  @Test func `A missing folder is reported with the file's path`() async throws {
    try await TemporaryFolder.with { folder in
      let path = folder + "/none/file"
      #expect(throws: FileError(.write, path, code: ENOENT)) {
        try AtomicFile.write([1], to: path)
      }
    }
  }

  @Test func `Where the new content cannot take its place the old one stays`() async throws {
    try await TemporaryFolder.with { folder in
      // A folder cannot be replaced by a file: the very last step fails.
      let path = folder + "/file"
      try FileSystem.createDirectory(path + "/kept")
      #expect(throws: FileError(.write, path, code: EISDIR)) {
        try AtomicFile.write([1], to: path)
      }
      #expect(try FileSystem.entries(of: folder) == ["file"])
      #expect(try FileSystem.entries(of: path) == ["kept"])
    }
  }

  @Test func `A full disk leaves the old content and no debris`() async throws {
    await #expect(processExitsWith: .success) {
      try await TemporaryFolder.with { folder in
        let path = folder + "/file"
        try AtomicFile.write(Array("old".utf8), to: path)
        // The limit makes writes fail as a full disk does, for this process only.
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
        try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
        #expect(throws: FileError(.write, path, code: EFBIG)) {
          try AtomicFile.write([UInt8](repeating: 1, count: 8192), to: path)
        }
        #expect(try FileSystem.bytes(at: path) == Array("old".utf8))
        #expect(try FileSystem.entries(of: folder) == ["file"])
      }
    }
  }
}
