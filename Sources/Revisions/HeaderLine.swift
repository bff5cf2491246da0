/// The headers that mean something to this program, in the order in which they are written.
enum HeaderName: String, CaseIterable {
  case revision = "Revision"
  case parent = "Parent"
  case base = "Base"
  case message = "Message"
  case snapshot = "Snapshot"
  case allow = "Allow"

  var isRepeatable: Bool { self == .snapshot || self == .allow }
}

/// A line such as `-- Parent: 3179c8a31797`.
struct HeaderLine {
  let name: String
  let value: String
  /// Where the line stands in the file, counted from 0.
  let index: Int

  var knownName: HeaderName? { HeaderName(rawValue: name) }

  /// Reads a line; `nil` where it is no header.
  init?(_ line: Substring, at index: Int) {
    guard line.hasPrefix("--"), !SectionMarker.opens(line) else { return nil }
    let parts = line.dropFirst(2).trimmed
      .split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, Self.isName(parts[0]), parts[1].first?.isWhitespace != false else {
      return nil
    }
    name = String(parts[0])
    value = String(parts[1].trimmed)
    self.index = index
  }

  private static func isName(_ text: Substring) -> Bool {
    text.first?.isLetter == true
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
  }
}
