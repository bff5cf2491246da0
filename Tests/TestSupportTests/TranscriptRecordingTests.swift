import Files
import Processes
import TestSupport
import Testing

@Suite struct TranscriptRecordingTests {
  @Test func `recording rewrites what differs and keeps what holds`() async throws {
    let recorded = try await record(
      """
      # A title

      ```console
      $ echo one; echo two; echo three; false
      on[..]
      2

      $ seq 5; echo last
      ...
      first
      ```

      The end.

      ```console
      $ true
      gone
      ? 1
      $ echo kept
      k[..]
      ```

      """)
    #expect(recorded.reasons == [.recorded, .recorded, .recorded])
    #expect(
      recorded.text == """
        # A title

        ```console
        $ echo one; echo two; echo three; false
        on[..]
        two
        three
        ? 1

        $ seq 5; echo last
        ...
        ```

        The end.

        ```console
        $ true
        $ echo kept
        k[..]
        ```

        """)
  }

  @Test func `a recorded file runs as recorded`() async throws {
    let first = try await record("```console\n$ echo one; false\n```\n")
    let second = try await record(first.text)
    #expect(second.reasons.isEmpty)
    #expect(second.text == first.text)
  }

  /// Runs a transcript in record mode, and reads the file back.
  private func record(
    _ text: String
  ) async throws -> (text: String, reasons: [TranscriptFailure.Reason]) {
    let number = UInt64.random(in: 0...UInt64.max)
    let path = (ProcessEnvironment["TMPDIR"] ?? "/tmp") + "/recording-\(number).md"
    defer { try? FileSystem.remove(path) }
    try AtomicFile.write(Array(text.utf8), to: path)
    let failures = try await Transcript.load(path).run(
      productDirectory: "/products", isRecording: true)
    let bytes = try FileSystem.bytes(at: path) ?? []
    return (String(decoding: bytes, as: UTF8.self), failures.map(\.reason))
  }
}
