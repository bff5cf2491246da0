import Files
import Processes
import TestSupport
import Testing

/// The scripts of `make faults`, in short.
@Suite struct FaultTests {
  private func run(_ script: String, _ arguments: String...) async throws {
    let tests = FileSystem.directory(of: FileSystem.directory(of: #filePath))
    let result = try await ChildProcess(
      "bash", ["\(tests)/Faults/\(script)", TestProducts.directory] + arguments,
      environment: ProcessEnvironment.current
    ).run()
    #expect(result.status == .exited(0), "\(result.outputText)\(result.errorText)")
  }

  @Test func `a run that is ended at any moment is whole or gone on with`() async throws {
    try await run("online.sh", "8")
  }

  private static let hasPooler =
    (try? FileSystem.kind(of: "/usr/sbin/pgbouncer")) == .file

  @Test(.enabled(if: hasPooler)) func `a pooler gets its sessions back as they were`() async throws
  {
    try await run("pooler.sh")
  }

  @Test func `no password is said`() async throws {
    try await run("passwords.sh", "6")
  }
}
