/// libpq's parameters as a list: `host=db password='it''s \'secret\''`.
///
/// https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-KEYWORD-VALUE
struct ParameterList {
  private let text: String

  init(_ text: String) { self.text = text }

  /// A parameter, with the places of its value and of what makes it a value.
  private struct Parameter {
    let name: String
    /// With its quotes.
    let value: Range<String.Index>
    /// Without them.
    let content: String
  }

  /// The names of the parameters, as far as the text is a list.
  var names: [String] { read().parameters.map(\.name) }

  var hasSecret: Bool {
    read().parameters.contains { parameter in
      ConnectionKeyword.isSecret(parameter.name) || ConnectionText(parameter.content).hasSecret
    }
  }

  /// - Parameter shows: whether the value of a parameter may be shown, by its name.
  func redacted(showing shows: (String) -> Bool) -> String {
    let (parameters, end) = read()
    var result = ""
    var position = text.startIndex
    for parameter in parameters {
      result += text[position..<parameter.value.lowerBound]
      result += redacted(parameter, shows)
      position = parameter.value.upperBound
    }
    // Behind a password with a blank in it stands the rest of the password.
    let rest = text[position..<end] + text[end...]
    let isBlank = rest.unicodeScalars.allSatisfy(\.isBlankForLibpq)
    return result + (isBlank ? String(rest) : " " + ConnectionKeyword.hidden)
  }

  private func redacted(_ parameter: Parameter, _ shows: (String) -> Bool) -> String {
    guard shows(parameter.name) else { return ConnectionKeyword.hidden }
    let value = ConnectionText.redactedValue(parameter.content, shows)
    return value == parameter.content ? String(text[parameter.value]) : value
  }

  /// - Returns: the parameters, and where the text stops being a list of them.
  private func read() -> (parameters: [Parameter], end: String.Index) {
    var parameters: [Parameter] = []
    var rest = text.unicodeScalars[...]
    while true {
      rest = rest.drop(while: \.isBlankForLibpq)
      let start = rest.startIndex
      let name = rest.prefix { $0 != "=" && !$0.isBlankForLibpq }
      let sign = rest[name.endIndex...].drop(while: \.isBlankForLibpq)
      guard !name.isEmpty, sign.first == "=" else { return (parameters, start) }
      let value = sign.dropFirst().drop(while: \.isBlankForLibpq)
      let (content, end) = Self.value(value)
      parameters.append(
        Parameter(name: String(name), value: value.startIndex..<end, content: content))
      rest = text.unicodeScalars[end...]
    }
  }

  /// A value ends at a blank, or where its quote does; a backslash stands before either.
  private static func value(
    _ text: Substring.UnicodeScalarView
  ) -> (content: String, end: String.Index) {
    let isQuoted = text.first == "'"
    var content = String.UnicodeScalarView()
    var rest = isQuoted ? text.dropFirst() : text
    while let character = rest.first {
      if isQuoted ? character == "'" : character.isBlankForLibpq {
        return (String(content), isQuoted ? rest.index(after: rest.startIndex) : rest.startIndex)
      }
      rest = rest.dropFirst()
      guard character == "\\", let next = rest.first else {
        content.append(character)
        continue
      }
      content.append(next)
      rest = rest.dropFirst()
    }
    return (String(content), text.endIndex)
  }
}

extension Unicode.Scalar {
  /// Whether C takes it for a blank.
  fileprivate var isBlankForLibpq: Bool { self == " " || (9...13).contains(value) }
}
