/// Text that others have chosen (names, paths, what a server says), so that a terminal, a program that
/// reads lines and a CI that looks for commands in them take it for nothing but text.
///
/// What does not print is written as git writes it in paths, in C's escapes:
/// https://git-scm.com/docs/git-config#Documentation/git-config.txt-corequotePath
/// Letters beyond ASCII stay as they are, as with `core.quotePath` off.
enum PrintableText {
  /// A line: a newline in it is quoted too, and none begins like a command of a CI.
  static func line(_ text: String) -> String {
    disarmed(text.utf8.allSatisfy(isPlain) ? text : escaped(text, keeping: "\t"))
  }

  /// A field of a line for programs: in double quotes where it is not itself without them.
  static func field(_ text: String) -> String {
    let isSpecial =
      text.unicodeScalars.contains { doesNotPrint($0) || $0 == "\"" || $0 == "\\" }
      || disarmed(text) != text
    return isSpecial ? "\"\(escaped(text, special: "\"\\"))\"" : text
  }

  /// JSON whose strings have nothing that does not print.
  static func json(_ text: String) -> String {
    guard !text.utf8.allSatisfy(isPlain) else { return text }
    return text.unicodeScalars.map { scalar in
      guard doesNotPrint(scalar) else { return String(scalar) }
      return String(scalar).utf16.map { "\\u" + padded(String($0, radix: 16), to: 4) }.joined()
    }.joined()
  }

  /// What a shell with `$'…'` reads as the text.
  static func escapedForShell(_ text: String) -> String { escaped(text, special: "'\\") }

  // MARK: Characters

  /// Whether a character cannot be seen: it moves the cursor, turns the writing, ends a line.
  ///
  /// Those that join letters of a script are no such.
  static func doesNotPrint(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: return true
    case .format: return scalar != "\u{200C}" && scalar != "\u{200D}"
    default: return false
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20..<0x7F).contains(byte) || byte == UInt8(ascii: "\t")
  }

  private static func escaped(
    _ text: String, keeping kept: Unicode.Scalar? = nil, special: String = ""
  ) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if special.unicodeScalars.contains(scalar) {
        result += ["\\", scalar]
      } else if scalar != kept, doesNotPrint(scalar) {
        result += escape(scalar).unicodeScalars
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\u{07}": "\\a"
    case "\u{08}": "\\b"
    case "\t": "\\t"
    case "\n": "\\n"
    case "\u{0B}": "\\v"
    case "\u{0C}": "\\f"
    case "\r": "\\r"
    default: String(scalar).utf8.map { "\\" + padded(String($0, radix: 8), to: 3) }.joined()
    }
  }

  private static func padded(_ digits: String, to width: Int) -> String {
    String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  // MARK: Commands

  /// The line without what a CI takes for a command to it: `::set-output …` at the beginning, as
  /// GitHub's runner reads it, and `##[…]`, also of Azure's agent and TeamCity, anywhere.
  ///
  /// https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
  private static func disarmed(_ line: String) -> String {
    var line = line
    let start = line.firstIndex { !$0.isWhitespace } ?? line.endIndex
    if line[start...].hasPrefix("::") {
      line.replaceSubrange(start...start, with: "\\072")
    }
    guard line.contains("##") else { return line }
    for command in ["##[", "##vso[", "##teamcity["] {
      line = line.replacing(command, with: "#\\043" + command.dropFirst(2))
    }
    return line
  }
}
