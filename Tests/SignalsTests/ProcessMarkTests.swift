import Glibc
import Signals
import Testing

struct ProcessMarkTests {
  @Test func `This process lives, and its mark can be read back`() throws {
    let own = ProcessMark.own
    #expect(!own.isDead)
    #expect(ProcessMark("\(own)") == own)
    #expect(ProcessMark("\(own)_file_name.sql") == own)
    #expect("\(own)".utf8.count < 40)
  }

  @Test func `A process that has ended is dead`() throws {
    var process: pid_t = 0
    let arguments = [strdup("sleep"), strdup("30"), nil]
    defer { for text in arguments { free(text) } }
    try #require(posix_spawnp(&process, "sleep", nil, nil, arguments, environ) == 0)
    var parts = "\(ProcessMark.own)".split(separator: "_").map(String.init)
    parts[2] = "\(process)"
    // The number alone is not enough: another process may have it by now.
    #expect(try #require(ProcessMark(parts.joined(separator: "_"))).isDead)
    parts[3] = try Self.startTime(of: process)
    let mark = try #require(ProcessMark(parts.joined(separator: "_")))
    #expect(!mark.isDead)
    kill(process, SIGKILL)
    // Until somebody has asked how it ended, its entry stays.
    while !mark.isDead { usleep(1000) }
    waitpid(process, nil, 0)
    #expect(mark.isDead)
  }

  private static func startTime(of process: pid_t) throws -> String {
    let file = try #require(fopen("/proc/\(process)/stat", "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count, file)
    let text = String(decoding: bytes[..<count], as: UTF8.self)
    return String(text.split(separator: " ")[21])
  }

  @Test func `Of another machine nothing is known, of another boot that all is over`() throws {
    var parts = "\(ProcessMark.own)".split(separator: "_").map(String.init)
    parts[1] = "00000000"
    #expect(try #require(ProcessMark(parts.joined(separator: "_"))).isDead)
    parts[0] = "00000000"
    #expect(try !#require(ProcessMark(parts.joined(separator: "_"))).isDead)
  }

  @Test(arguments: ["", "a", "1_2_3_4", "0123456g", "01234567_01234567_-1_5", "99999-abc.lock"])
  func `Other names are no marks`(_ name: String) {
    #expect(ProcessMark(name) == nil)
  }
}
