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
    return "\u{1B}[\(color.rawValue)m\(text)\u{1B}[m"
  }
}
