/// A JSON text of which there is only one for a value: keys sorted, no space.
package indirect enum CanonicalJSON: Sendable {
  case string(String)
  case bool(Bool)
  case number(Int)
  case array([CanonicalJSON])
  case object([String: CanonicalJSON])

  package var text: String {
    switch self {
    case .string(let string): Self.quoted(string)
    case .bool(let bool): bool ? "true" : "false"
    case .number(let number): String(number)
    case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      "{"
        + members.sorted { $0.key < $1.key }
        .map { Self.quoted($0.key) + ":" + $0.value.text }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ string: String) -> String {
    let isPlain = string.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
    if isPlain { return "\"" + string + "\"" }
    var result = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
