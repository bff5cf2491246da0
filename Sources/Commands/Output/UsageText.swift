/// What the library for command lines says, in git's voice.
enum UsageText {
  /// `Error: Some sentence` becomes `error: some sentence`, and words of blame become facts.
  static func ofError(_ text: String) -> String {
    let isAboutVerb = text.hasSuffix("<subcommand>") || text.contains("git migrate <subcommand>")
    return folded(lines(of: text)).filter { !$0.hasPrefix("Help:") && !$0.hasPrefix("       ") }
      .map { line in
        guard line.hasPrefix("Error: ") else { return wrapped(inLowerCase(line)) }
        let sentence = line.dropFirst(7)
        let fact = sentence.prefix(1).lowercased() + sentence.dropFirst()
        return "error: " + rephrased(fact, isAboutVerb: isAboutVerb)
      }.joined(separator: "\n")
  }

  private static func rephrased(_ text: String, isAboutVerb: Bool) -> String {
    let names = text.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
    guard names.count >= 3 else { return text }
    if text.hasPrefix("unexpected argument") || text.contains(" unexpected arguments: ") {
      return isAboutVerb
        ? "unknown subcommand '\(names[1])'" : "one argument too many: '\(names[1])'"
    }
    if text.hasPrefix("missing expected argument") { return "argument '\(names[1])' is missing" }
    if text.hasPrefix("the value '"), names.count >= 5 { return valueText(names, in: text) }
    return text
  }

  /// Says which values an option takes, instead of what is wrong with the one that was given.
  private static func valueText(_ names: [String], in text: String) -> String {
    let choices = stride(from: 5, to: names.count, by: 2).map { names[$0] }
    let last = choices.count > 1 ? " or \(choices[choices.count - 1])" : ""
    let list = choices.dropLast(choices.count > 1 ? 1 : 0).joined(separator: ", ") + last
    return "'\(names[1])' is no value for '\(names[3])'" + (choices.isEmpty ? "" : ": \(list)")
  }

  /// A usage line in lines of 80 columns, the later ones indented as git does.
  private static func wrapped(_ line: String) -> String {
    guard line.hasPrefix("usage: "), line.count > 80 else { return line }
    let words = line.replacing(" [", with: "\n[").split(separator: "\n").map(String.init)
    let indent = String(repeating: " ", count: min(words[0].count + 1, 30))
    var lines = [words[0]]
    for word in words.dropFirst() {
      if lines[lines.count - 1].count + word.count + 1 > 80 {
        lines.append(indent + word)
      } else {
        lines[lines.count - 1] += " " + word
      }
    }
    return lines.joined(separator: "\n")
  }

  /// The help without shouting headings.
  static func ofHelp(_ text: String) -> String {
    lines(of: text).map { line in
      if line.hasPrefix("OVERVIEW: ") { return String(line.dropFirst(10)) }
      if line.hasSuffix(" SUBCOMMANDS:") { return heading(String(line.dropLast(13)) + ":") }
      return line.hasSuffix(":") ? heading(line) : wrapped(inLowerCase(line))
    }.joined(separator: "\n")
  }

  /// All but the advice to ask `git help`, which git answers with the manual page.
  private static func lines(of text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      .filter { !$0.hasPrefix("  See '") }
  }

  /// The list of an option's values on the line that it belongs to, where it is one below the other.
  private static func folded(_ lines: [String]) -> [String] {
    lines.reduce(into: []) { folded, line in
      guard line.hasPrefix("  - "), let last = folded.last, last.hasPrefix("Error: ") else {
        folded.append(line)
        return
      }
      folded[folded.count - 1] = "\(last) '\(line.dropFirst(4))'"
    }
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
