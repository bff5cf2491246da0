import Testing

@testable import Commands

/// Names and messages of others are text, and nothing but text.
struct PrintableTextTests {
  @Test(arguments: [
    ("users", "users"), ("Größe ✓ 表", "Größe ✓ 表"), ("\ta", "\ta"),
    ("a\u{1B}[31mb", #"a\033[31mb"#), ("a\u{07}\u{08}\r\nb", #"a\a\b\r\nb"#),
    ("a\r\nb", #"a\r\nb"#), ("\u{7F}", #"\177"#), ("\u{9B}31m", #"\302\23331m"#),
    ("\u{85}", #"\302\205"#), ("\u{202E}gpj.exe", #"\342\200\256gpj.exe"#),
    ("\u{2066}\u{200F}\u{61C}", #"\342\201\246\342\200\217\330\234"#),
    ("\u{2028}", #"\342\200\250"#), ("👩‍💻", "👩‍💻"), ("می‌خواهم", "می‌خواهم"),
    ("\u{E0041}", #"\363\240\201\201"#), ("a\0b", #"a\000b"#),
  ])
  func `What does not print on a line is quoted`(_ text: String, _ expected: String) {
    #expect(PrintableText.line(text) == expected)
  }

  @Test(arguments: [
    ("::error::x", #"\072:error::x"#), ("  \t::add-mask::x", "  \t\\072:add-mask::x"),
    ("a::text", "a::text"), ("x ##[error]y", #"x #\043[error]y"#),
    ("##vso[task]", #"#\043vso[task]"#), ("##teamcity[x]", #"#\043teamcity[x]"#),
    ("## heading", "## heading"),
  ])
  func `No line is a command to a CI`(_ text: String, _ expected: String) {
    #expect(PrintableText.line(text) == expected)
  }

  @Test(arguments: [
    ("users", "users"), ("two words", "two words"), ("Größe", "Größe"), ("", ""),
    ("a\tb", #""a\tb""#), ("a\nb", #""a\nb""#), (#"a"b\"#, #""a\"b\\""#),
    ("\u{1B}", #""\033""#), ("a##[x]", #""a##[x]""#),
  ])
  func `A field is one field`(_ text: String, _ expected: String) {
    #expect(PrintableText.field(text) == expected)
  }

  @Test func `JSON keeps its meaning`() {
    #expect(
      PrintableText.json("{\"a\":\"\u{9B}x\u{202E}\u{E0041}ü\"}")
        == #"{"a":"\u009bx\u202e\udb40\udc41ü"}"#)
  }

  @Test func `A command can still be pasted`() {
    #expect(ShellWord.quoted("a\u{1B}'b\nc") == #"$'a\033\'b\nc'"#)
  }

  @Test func `Colours come from the program alone`() {
    let colors = Colors(setting: "always", descriptor: 1)
    #expect(
      colors.shown("\(colors.paint("a\u{1B}[31mb", .green)) \u{1B}[32mc")
        == "\u{1B}[32ma\\033[31mb\u{1B}[m \\033[32mc")
    #expect(Colors(setting: "never", descriptor: 1).paint("a", .red) == "a")
  }
}
