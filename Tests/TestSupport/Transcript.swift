internal import Files

/// A Markdown file whose `console` blocks are a test.
///
/// Lines that begin with `$ ` are commands for one bash, those after them what a terminal would
/// show. A line that begins with `> ` goes on with the command above it. `? 1` as the last line is
/// the exit status; without it, 0 is expected. `[..]` stands for any text within a line, a line
/// `...` for any number of lines. A block whose opening has `file=<path>` is written to that path.
package struct Transcript: Sendable {
  package let path: String
  let lines: [String]
  let steps: [TranscriptStep]

  /// - Throws: ``TranscriptError`` where a block cannot be read.
  package init(path: String, text: String) throws(TranscriptError) {
    self.path = path
    lines = text.transcriptLines
    steps = try TranscriptParser(path: path, lines: lines).steps
  }

  /// Reads a file.
  ///
  /// - Throws: ``TranscriptError`` or `FileError` where it cannot be read.
  package static func load(_ path: String) throws -> Transcript {
    guard let bytes = try FileSystem.bytes(at: path) else { throw TranscriptError.noFile(path) }
    return try Transcript(path: path, text: String(decoding: bytes, as: UTF8.self))
  }

  /// Reads the Markdown files of a folder, in the order of their names.
  package static func all(in folder: String) throws -> [Transcript] {
    let names = try FileSystem.entries(of: folder).filter { $0.hasSuffix(".md") }.sorted()
    return try names.map { try load(folder + "/" + $0) }
  }
}

extension Transcript: CustomStringConvertible {
  package var description: String { FileSystem.lastPart(of: path) }
}

/// What keeps a Markdown file from being a transcript.
package enum TranscriptError: Error, Hashable, Sendable {
  case noFile(String)
  /// A block has no end; the line is that of its beginning.
  case openBlock(path: String, line: Int)
  /// A `console` block does not begin with a command.
  case outputWithoutCommand(path: String, line: Int)
}
