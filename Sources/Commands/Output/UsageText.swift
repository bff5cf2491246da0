/// What the library for command lines says, in git's voice.
enum UsageText {
  /// `Error: Some sentence` becomes `error: some sentence`.
  static func ofError(_ text: String) -> String {
    lines(of: text).map { line in
      guard line.hasPrefix("Error: ") else { return inLowerCase(line) }
      let sentence = line.dropFirst(7)
      return "error: " + sentence.prefix(1).lowercased() + sentence.dropFirst()
    }.joined(separator: "\n")
  }

  /// The help without shouting headings.
  static func ofHelp(_ text: String) -> String {
    lines(of: text).map { line in
      if line.hasPrefix("OVERVIEW: ") { return String(line.dropFirst(10)) }
      if line.hasSuffix(" SUBCOMMANDS:") { return heading(String(line.dropLast(13)) + ":") }
      return line.hasSuffix(":") ? heading(line) : inLowerCase(line)
    }.joined(separator: "\n")
  }

  /// All but the advice to ask `git help`, which git answers with the manual page.
  private static func lines(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      .filter { !$0.hasPrefix("  See '") }
  }

  private static func inLowerCase(_ line: String) -> String {
    for word in ["USAGE: ", "Usage: "] where line.hasPrefix(word) {
      return "usage: " + line.dropFirst(word.count)
    }
    return line
  }

  private static func heading(_ line: String) -> String {
    line.prefix(1) + line.dropFirst().lowercased()
  }
}
