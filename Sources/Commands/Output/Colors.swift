internal import Glibc
internal import Processes

/// The colours of one output stream, or none.
struct Colors: Sendable {
  private let isOn: Bool

  enum Color: String {
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"
    case bold = "1"
  }

  /// - Parameter setting: `always`, `never` or `auto`, as in git's `color.ui`.
  init(setting: String, descriptor: Int32) {
    switch setting {
    case "always": isOn = true
    case "never", "false", "no", "off": isOn = false
    default: isOn = isatty(descriptor) == 1 && ProcessEnvironment["TERM"] != "dumb"
    }
  }

  func paint(_ text: String, _ color: Color?) -> String {
    guard isOn, let color, !text.isEmpty else { return text }
    return "\(Self.mark)[\(color.rawValue)m\(text)\(Self.mark)[m"
  }

  /// A line as a terminal takes it: colours where something was painted, and all else quoted.
  func shown(_ line: String) -> String {
    let line = PrintableText.line(line)
    return isOn ? line.replacing(Self.quotedMark, with: "\u{1B}") : line
  }

  /// What begins a colour until the line is shown: another one each time, so that no name has it.
  private static let mark = "\u{1B}\(secret)"
  private static let quotedMark = "\\033\(secret)"
  private static let secret = String(UInt64.random(in: .min ... .max), radix: 36)
}
