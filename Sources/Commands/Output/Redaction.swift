internal import Engine

/// Takes passwords out of what is said of a command line: an address may stand where none belongs.
struct Redaction {
  private let replacements: [(text: String, shown: String)]

  init(_ arguments: [String]) {
    let values = arguments.flatMap { argument in
      let sign = argument.hasPrefix("-") ? argument.firstIndex(of: "=") : nil
      return [argument] + (sign.map { [String(argument[argument.index(after: $0)...])] } ?? [])
    }
    // The longest first: one may be a part of another.
    replacements = values.filter { !$0.hasPrefix("-") }.sorted { $0.utf8.count > $1.utf8.count }
      .compactMap { text in
        let shown = DatabaseURL.redacted(text)
        return shown == text ? nil : (text, shown)
      }
  }

  func applied(to text: String) -> String {
    replacements.reduce(text) { $0.replacing($1.text, with: $1.shown) }
  }
}

extension Message {
  /// The message without the passwords of a command line.
  func redacted(of arguments: [String]) -> Message {
    let redaction = Redaction(arguments)
    var message = self
    message.text = redaction.applied(to: text)
    message.details = details.map(redaction.applied)
    message.hints = hints.map(redaction.applied)
    return message
  }
}
