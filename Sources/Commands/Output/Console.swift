internal import GitRepository
internal import Glibc
internal import Processes

/// The terminal, or what stands in its place: answers go to one stream, all else to the other.
struct Console: Sendable {
  let colors: Colors
  let errorColors: Colors
  private let isAdviceOn: Bool
  private let silencedAdvice: Set<String>

  /// For messages before a configuration is read.
  static var forErrors: Console { Console(color: nil, configuration: nil) }

  /// - Parameters:
  ///   - color: the value of `--color`.
  ///   - configuration: where `color.migrate` and `advice.*` are looked up.
  init(color: String?, configuration: Configuration?) {
    let setting =
      color ?? (ProcessEnvironment["NO_COLOR"] == nil ? nil : "never")
      ?? configuration?.string("color.migrate") ?? configuration?.string("color.ui") ?? "auto"
    colors = Colors(setting: setting, descriptor: STDOUT_FILENO)
    errorColors = Colors(setting: setting, descriptor: STDERR_FILENO)
    isAdviceOn = ProcessEnvironment["GIT_ADVICE"] != "0"
    silencedAdvice = Set(
      Advice.allCases.filter { (try? configuration?.bool($0.key)) == false }.map(\.key))
  }

  /// Whether a person can be asked.
  static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  // MARK: Streams

  /// Prints what was asked for.
  func answer(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

  /// Prints what was not asked for, as it is.
  func complain(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  func warn(_ text: String, details: [String] = []) {
    show(Message(.warning, text, details: details))
  }

  func show(_ message: Message) {
    complain(errorColors.paint(message.voice.prefix, message.voice.color) + message.text)
    for line in message.details { complain(line) }
    advise(message.hints, message.advice)
  }

  /// Prints lines of advice that a person can switch off.
  func advise(_ lines: [String], _ advice: Advice?) {
    guard isAdviceOn, !lines.isEmpty, !(advice.map { silencedAdvice.contains($0.key) } ?? false)
    else { return }
    for line in lines + (advice.map { [$0.switchingOff] } ?? []) {
      complain(errorColors.paint("hint: \(line)", .yellow))
    }
  }

  /// Asks for a line; `nil` at the end of the input.
  func ask(_ question: String) -> String? {
    write(question + " ", to: STDERR_FILENO)
    return readLine()
  }

  // MARK: Progress

  /// Shows what is going on, on a terminal only; the next line of output takes its place.
  func progress(_ text: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    write("\r\u{1B}[K\(text)", to: STDERR_FILENO)
  }

  func endProgress() { progress("") }

  private func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { return }
      bytes = bytes.dropFirst(max(count, 0))
    }
  }
}
