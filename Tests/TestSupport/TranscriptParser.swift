/// Finds the blocks of a Markdown file that are steps of a test.
struct TranscriptParser {
  private let path: String
  private let lines: [String]
  private(set) var steps: [TranscriptStep] = []

  init(path: String, lines: [String]) throws(TranscriptError) {
    self.path = path
    self.lines = lines
    var index = 0
    while index < lines.count {
      guard let fence = Fence(lines[index]) else {
        index += 1
        continue
      }
      guard let end = lines[(index + 1)...].firstIndex(where: fence.isClosed(by:)) else {
        throw .openBlock(path: path, line: index + 1)
      }
      try take(fence, content: (index + 1)..<end)
      index = end + 1
    }
  }

  private mutating func take(_ fence: Fence, content: Range<Int>) throws(TranscriptError) {
    if let file = fence.file {
      steps.append(writing(content, to: file))
    } else if fence.language == "console" {
      try takeCommands(content)
    }
  }

  private func writing(_ content: Range<Int>, to file: String) -> TranscriptStep {
    let end = "end of \(file)"
    let script = """
      mkdir -p -- "$(dirname -- '\(file)')" && cat >'\(file)' <<'\(end)'
      \(content.map { lines[$0] + "\n" }.joined())\(end)
      """
    return TranscriptStep(
      line: content.lowerBound, title: "write \(file)", script: script,
      expectation: TranscriptExpectation())
  }

  private mutating func takeCommands(_ content: Range<Int>) throws(TranscriptError) {
    var rest = content
    while let first = rest.first {
      guard lines[first].hasPrefix("$ ") else {
        guard lines[first].isEmpty else { throw .outputWithoutCommand(path: path, line: first + 1) }
        rest.removeFirst()
        continue
      }
      let output = rest.dropFirst().first { !isContinuation(lines[$0]) } ?? content.upperBound
      let end = (output..<content.upperBound).first { lines[$0].hasPrefix("$ ") }
      steps.append(command(first..<output, output: output..<(end ?? content.upperBound)))
      rest = (end ?? content.upperBound)..<content.upperBound
    }
  }

  private func isContinuation(_ line: String) -> Bool { line == ">" || line.hasPrefix("> ") }

  private func command(_ command: Range<Int>, output: Range<Int>) -> TranscriptStep {
    TranscriptStep(
      line: command.lowerBound + 1,
      title: lines[command.lowerBound],
      script: command.map { String(lines[$0].dropFirst(2)) }.joined(separator: "\n"),
      expectation: expectation(output))
  }

  /// Blank lines at the end only separate commands.
  private func expectation(_ range: Range<Int>) -> TranscriptExpectation {
    let last = range.last { !lines[$0].isEmpty }
    let range = range.lowerBound..<(last.map { $0 + 1 } ?? range.lowerBound)
    var expectation = TranscriptExpectation(output: Array(lines[range]), range: range)
    if let status = expectation.output.last.flatMap(status(in:)) {
      expectation.output.removeLast()
      expectation.status = status
    }
    return expectation
  }

  private func status(in line: String) -> Int32? {
    line.hasPrefix("? ") ? Int32(line.dropFirst(2)) : nil
  }
}

/// The line that opens a block, such as ```` ```sql file=schema.sql ````.
private struct Fence {
  private let ticks: Int
  private let words: [Substring]

  init?(_ line: String) {
    ticks = line.prefix { $0 == "`" }.count
    guard ticks >= 3 else { return nil }
    words = line.dropFirst(ticks).split(separator: " ")
  }

  var language: Substring? { words.first }

  var file: String? {
    words.first { $0.hasPrefix("file=") }.map { String($0.dropFirst("file=".count)) }
  }

  func isClosed(by line: String) -> Bool {
    line.count >= ticks && line.allSatisfy { $0 == "`" }
  }
}
