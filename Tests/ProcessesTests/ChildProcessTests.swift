import Files
import Glibc
import Processes
import Testing

struct ChildProcessTests {
  private static func shell(
    _ script: String, environment: [String: String] = [:], directory: String? = nil,
    input: String = ""
  ) async throws -> ChildProcess.Result {
    try await ChildProcess(
      "/bin/sh", ["-c", script], environment: environment, directory: directory,
      input: Array(input.utf8)
    ).run()
  }

  @Test func `The exit code and both streams are returned`() async throws {
    let result = try await Self.shell("echo out; echo err >&2; exit 3")
    #expect(result.status == .exited(3))
    #expect(result.outputText == "out\n")
    #expect(result.errorText == "err\n")
  }

  @Test func `Streams longer than a pipe are collected side by side`() async throws {
    let result = try await Self.shell(
      "/usr/bin/head -c 300000 /dev/zero >&2; /usr/bin/head -c 200000 /dev/zero")
    #expect(result.errorOutput.count == 300_000)
    #expect(result.output.count == 200_000)
  }

  @Test(arguments: ["", " >&2"])
  func `Output beyond the limit is an error`(redirection: String) async throws {
    var process = ChildProcess(
      "/bin/sh", ["-c", "head -c 200000 /dev/zero\(redirection)"],
      environment: ["PATH": "/usr/bin:/bin"])
    process.outputLimit = 100_000
    await #expect(throws: ProcessError.self) { try await process.run() }
  }

  @Test func `What a program has started ends with its session`() async throws {
    let file = "/tmp/processes-test-\(getpid())-\(UInt32.random(in: .min ... .max))"
    defer { unlink(file) }
    var process = ChildProcess(
      "/bin/sh",
      ["-c", "sleep 100000 >/dev/null 2>&1 & echo $! >\(file); head -c 200000 /dev/zero; wait"],
      environment: ["PATH": "/usr/bin:/bin"])
    process.hasOwnSession = true
    process.outputLimit = 100_000
    await #expect(throws: ProcessError.self) { try await process.run() }
    let text = String(decoding: try FileSystem.bytes(at: file) ?? [], as: UTF8.self)
    let started = try #require(pid_t(text.dropLast()))
    // Whoever is its parent now has not asked about it yet, or never does.
    while isRunning(started) { usleep(1000) }
  }

  private func isRunning(_ process: pid_t) -> Bool {
    let bytes = (try? FileSystem.bytes(at: "/proc/\(process)/stat")) ?? nil
    let text = String(decoding: bytes ?? [], as: UTF8.self)
    return !text.isEmpty && !text.contains(") Z ")
  }

  @Test func `A signal is told from an exit code`() async throws {
    #expect(try await Self.shell("kill -9 $$").status == .signalled(9))
  }

  @Test func `The program reads its input to the end`() async throws {
    let input = String(repeating: "line\n", count: 100_000)
    #expect(try await Self.shell("wc -c", input: input).outputText == "500000\n")
  }

  @Test()
  func `A program that does not read its input can end well`() async throws {
    let input = String(repeating: "line\n", count: 100_000)
    #expect(try await Self.shell("exit 0", input: input).status == .exited(0))
  }

  @Test func `The environment is just the one given`() async throws {
    let result = try await Self.shell("echo \"$A ${HOME-none}\"", environment: ["A": "a=b"])
    #expect(result.outputText == "a=b none\n")
  }

  @Test func `The program starts in the folder given`() async throws {
    #expect(try await Self.shell("pwd", directory: "/usr").outputText == "/usr\n")
  }

  @Test func `A name is looked up in PATH`() async throws {
    let process = ChildProcess("true", environment: ["PATH": "/usr/bin:/bin"])
    #expect(try await process.run().status == .exited(0))
  }

  @Test(arguments: ["git-migrate-no-such-program", "/nowhere/program"])
  func `A missing program is an error that names it`(executable: String) async throws {
    let process = ChildProcess(executable, environment: ["PATH": "/usr/bin"])
    let error = await #expect(throws: ProcessError.self) { try await process.run() }
    #expect(error?.executable == executable)
    #expect(error?.reason.isEmpty == false)
  }
}
