/// A line that a command should print, in which `[..]` stands for any text.
struct TranscriptPattern {
  /// Stands for any number of lines.
  static let anyLines = "..."

  private let parts: [Substring]

  init(_ line: String) {
    parts = line.split(separator: "[..]", omittingEmptySubsequences: false)
  }

  func matches(_ line: String) -> Bool {
    guard let first = parts.first, let last = parts.last, parts.count > 1 else {
      return parts.first ?? "" == line
    }
    guard line.hasPrefix(first) else { return false }
    var rest = line.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
