/// The values that a condition names, as the server prints it: `CHECK ((a = ANY (ARRAY['x'::text])))`.
///
/// One of them, or one near it, is likely to fulfil the condition.
struct ConditionLiterals {
  private(set) var strings: [String] = []
  private(set) var numbers: [String] = []

  init(_ condition: String) {
    let bytes = Array(condition.utf8)
    var position = 0
    while position < bytes.count {
      let start = position
      switch bytes[position] {
      case UInt8(ascii: "'"):
        position = Self.end(ofQuoted: bytes, from: position)
        let text = String(
          decoding: bytes[(start + 1)..<max(start + 1, position - 1)], as: UTF8.self)
        strings.append(
          text.split(separator: "''", omittingEmptySubsequences: false).joined(separator: "'"))
      case UInt8(ascii: "\""): position = Self.end(ofQuoted: bytes, from: position)
      case 0x30...0x39:
        while position < bytes.count, bytes[position].isDigit || bytes[position] == 0x2E {
          position += 1
        }
        numbers.append(String(decoding: bytes[start..<position], as: UTF8.self))
      case let byte where byte.isWordPart:
        while position < bytes.count, bytes[position].isWordPart { position += 1 }
      default: position += 1
      }
    }
  }

  private static func end(ofQuoted bytes: [UInt8], from start: Int) -> Int {
    var position = start + 1
    while position < bytes.count {
      if bytes[position] == bytes[start] {
        guard position + 1 < bytes.count, bytes[position + 1] == bytes[start] else {
          return position + 1
        }
        position += 1
      }
      position += 1
    }
    return bytes.count
  }

  /// What to try for a value of the type.
  func candidates(for type: ValueType, number: Int) -> [String] {
    switch type.base {
    case .plain(let name, _) where Self.textTypes.contains(name):
      // A pattern without its wildcards, and a text of the length that is asked for.
      return strings.map { $0.filter { $0 != "%" } } + lengths.map { padded(number, to: $0) }
    case .plain("bytea", _): return lengths.map { "\\x" + padded(number % 10, to: 2 * $0) }
    case .plain(let name, _) where Self.numberTypes.contains(name):
      let whole = (numbers + strings).compactMap { Int($0) }
      return whole.flatMap { ["\($0 &+ number)", "\($0)", "\($0 &- number)"] }
        + (numbers + strings).filter { Int($0) == nil && Double($0) != nil }
    case .plain("bool", _): return ["t", "f"]
    case .array(let element):
      return candidates(for: element, number: number).map { "{\($0.quotedArrayElement)}" }
    default: return strings + numbers
    }
  }

  private var lengths: [Int] { numbers.compactMap { Int($0) }.filter { (1...1000).contains($0) } }

  private func padded(_ number: Int, to length: Int) -> String {
    String((String(repeating: "a", count: length) + "\(number)").suffix(length))
  }

  private static let textTypes: Set = ["text", "citext", "varchar", "bpchar", "name"]
  private static let numberTypes: Set = [
    "int2", "int4", "int8", "float4", "float8", "numeric", "money",
  ]
}

extension UInt8 {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }

  fileprivate var isWordPart: Bool {
    isDigit || (0x61...0x7A).contains(self | 0x20) || self == UInt8(ascii: "_") || self >= 0x80
  }
}
