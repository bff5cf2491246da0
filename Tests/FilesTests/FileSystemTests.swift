import Files
import Glibc
import Testing

struct FileSystemTests {
  @Test func `Folders are created with those above them`() async throws {
    try await TemporaryFolder.with { folder in
      try FileSystem.createDirectory(folder + "/a/b/c")
      try FileSystem.createDirectory(folder + "/a/b/c")
      #expect(try FileSystem.kind(of: folder + "/a/b/c") == .directory)
      try AtomicFile.write([], to: folder + "/file")
      #expect(throws: FileError(.create, folder + "/file", code: ENOTDIR)) {
        try FileSystem.createDirectory(folder + "/file")
      }
    }
  }

  @Test func `A file that is written has been written since then, whatever its clock`() async throws
  {
    try await TemporaryFolder.with { folder in
      let (path, second) = (folder + "/file", 1_000_000_000)
      let start = FileSystem.now
      try AtomicFile.write([], to: path)
      #expect(FileSystem.mayHaveBeenWritten(path, since: start))
      #expect(!FileSystem.mayHaveBeenWritten(path, since: start + second))
      #expect(!FileSystem.mayHaveBeenWritten(folder + "/none", since: 0))
      // As file systems note it that know seconds only.
      let time = timeval(tv_sec: start / second, tv_usec: 0)
      try #require(utimes(path, [time, time]) == 0)
      #expect(FileSystem.mayHaveBeenWritten(path, since: start))
      #expect(!FileSystem.mayHaveBeenWritten(path, since: start + second))
    }
  }

  @Test func `Removing a folder never follows a link`() async throws {
    try await TemporaryFolder.with { folder in
      try FileSystem.createDirectory(folder + "/kept/inside")
      try FileSystem.createDirectory(folder + "/removed/deep")
      try #require(symlink("../kept", folder + "/removed/link") == 0)
      try FileSystem.remove(folder + "/removed")
      try FileSystem.remove(folder + "/removed")
      #expect(try FileSystem.kind(of: folder + "/removed") == nil)
      #expect(try FileSystem.kind(of: folder + "/kept/inside") == .directory)
    }
  }

  @Test(arguments: [("a/b/c", "a/b", "c"), ("a", "", "a"), ("/a", "/", "a")])
  func `A path has a folder and a last part`(path: String, directory: String, last: String) {
    #expect(FileSystem.directory(of: path) == directory)
    #expect(FileSystem.lastPart(of: path) == last)
  }

  @Test func `An error has the operating system's words`() {
    #expect(FileError(.read, "a", code: ENOSPC).reason == "No space left on device")
  }
}
