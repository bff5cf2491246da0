internal import GitRepository
internal import Glibc
internal import Processes

/// The terminal, or what stands in its place: answers go to one stream, all else to the other.
struct Console: Sendable {
  let colors: Colors
  let errorColors: Colors
  /// The project that is spoken of.
  var mention = ProjectMention(option: nil)
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

  /// Prints a line of what was asked for; what does not print in it is quoted.
  func answer(_ line: String) { StandardOutput.write(colors.shown(line) + "\n") }

  func answer(lines: [String]) {
    for line in lines { answer(line) }
  }

  /// Prints SQL, or lines whose fields are quoted already, byte for byte; quoted on a terminal.
  func answer(verbatim text: String) {
    guard isatty(STDOUT_FILENO) == 1 else { return StandardOutput.write(text + "\n") }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      answer(String(line))
    }
  }

  func answer(json: String) { StandardOutput.write(PrintableText.json(json) + "\n") }

  /// Prints a line of what was not asked for; what does not print in it is quoted.
  func complain(_ line: String) {
    DescriptorOutput.write(errorColors.shown(line) + "\n", to: STDERR_FILENO)
  }

  func warn(_ text: String, details: [String] = []) {
    show(Message(.warning, text, details: details))
  }

  func show(_ message: Message) {
    let message = message.of(mention)
    complain(errorColors.paint(message.voice.prefix, message.voice.color) + message.text)
    for line in message.details { complain(line) }
    advise(made: message.hints, message.advice)
  }

  /// Prints lines of advice that a person can switch off.
  func advise(_ lines: [String], _ advice: Advice?) {
    self.advise(made: lines.map(mention.command), advice)
  }

  /// Whether lines of advice are shown.
  func shows(_ advice: Advice?) -> Bool {
    isAdviceOn && !(advice.map { silencedAdvice.contains($0.key) } ?? false)
  }

  private func advise(made lines: [String], _ advice: Advice?) {
    guard !lines.isEmpty, shows(advice) else { return }
    for line in lines + (advice.map { [$0.switchingOff] } ?? []) {
      complain(errorColors.paint("hint: \(line)", .yellow))
    }
  }

  /// Asks for a line; `nil` at the end of the input.
  func ask(_ question: String) -> String? {
    DescriptorOutput.write(PrintableText.line(question) + " ", to: STDERR_FILENO)
    return readLine()
  }

  // MARK: Progress

  /// Shows what is going on, on a terminal only; the next line of output takes its place.
  func progress(_ text: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    DescriptorOutput.write("\r\u{1B}[K\(PrintableText.line(text))", to: STDERR_FILENO)
  }

  func endProgress() { progress("") }
}
