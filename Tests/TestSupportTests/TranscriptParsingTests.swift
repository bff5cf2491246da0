import TestSupport
import Testing

@Suite struct TranscriptParsingTests {
  @Test func `a block must end`() {
    #expect(throws: TranscriptError.openBlock(path: "test.md", line: 2)) {
      try Transcript(path: "test.md", text: "\n````console\n$ true\n```\n")
    }
  }

  @Test func `a console block begins with a command`() {
    #expect(throws: TranscriptError.outputWithoutCommand(path: "test.md", line: 3)) {
      try Transcript(path: "test.md", text: "```console\n\noutput\n$ true\n```\n")
    }
  }

  @Test func `a file that is nowhere is an error`() {
    #expect(throws: TranscriptError.noFile("/nowhere.md")) { try Transcript.load("/nowhere.md") }
  }
}
