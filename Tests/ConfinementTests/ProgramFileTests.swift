@testable import Confinement
import Files
import Testing

struct ProgramFileTests {
  @Test func `the loader is read from a program`() throws {
    let loader = try #require(ProgramFile.loader(of: "/proc/self/exe"))
    #expect(loader.contains("/ld-"))
    #expect(FileSystem.isExecutable(loader))
  }

  @Test func `what is no program has none`() throws {
    #expect(ProgramFile.loader(of: "/etc/passwd") == nil)
    #expect(ProgramFile.loader(of: "/no/such/file") == nil)
  }

  @Test func `cut or mangled headers have none, or another`() throws {
    let bytes = try #require(try FileSystem.bytes(at: "/bin/sh"))
    for count in 0..<1024 { _ = ProgramFile.loader(in: bytes[..<count]) }
    for place in 16..<1024 {
      for value in [0, 0x7F, 0x80, 0xFF] as [UInt8] {
        var bytes = bytes
        bytes[place] = value
        _ = ProgramFile.loader(in: bytes[...])
      }
    }
    #expect(ProgramFile.loader(in: bytes[..<256]) == nil)
  }
}
