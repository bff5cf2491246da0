internal import SchemaModel

/// `((a AND b) AND c)`, and the same with `OR`: conditions that begin with others of their kind.
///
/// The server's parser flattens what stands on the left; what it prints of `BETWEEN` and of `NOT IN`
/// is not flat.
enum NestedConditions {
  /// The text with `(a AND b AND c)` instead.
  static func flattened(_ text: String) -> String {
    guard mayHaveSome(text) else { return text }
    var bytes = Array(text.utf8)
    var position = 0
    while position < bytes.count {
      if let end = endOfQuoted(bytes, from: position) {
        position = end
      } else if bytes[position] == open, let inner = flatGroup(bytes, at: position) {
        bytes.remove(at: inner.close)
        bytes.remove(at: inner.open)
      } else {
        position += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text as it is to be written so that the server does not flatten it: with `BETWEEN`, or with
  /// a cast of `(a AND b)` that the server drops once it has parsed it.
  static func kept(_ text: String) -> String {
    guard mayHaveSome(text) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      if let end = endOfQuoted(bytes, from: position) {
        result += bytes[position..<end]
        position = end
        continue
      }
      result.append(bytes[position])
      if bytes[position] == open, let inner = flatGroup(bytes, at: position) {
        let operand = kept(String(decoding: bytes[inner.open...inner.close], as: UTF8.self))
        result += (RangeCondition(operand)?.text ?? "\(operand)::boolean").utf8
        position = inner.close + 1
      } else {
        position += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func mayHaveSome(_ text: String) -> Bool {
    text.contains(bytesOf: ") AND ") || text.contains(bytesOf: ") OR ")
  }

  private static let open = UInt8(ascii: "(")
  private static let close = UInt8(ascii: ")")
  private static let operators = [Array(" AND ".utf8), Array(" OR ".utf8)]

  /// The parentheses right behind another that hold operands of the operator that follows them.
  private static func flatGroup(
    _ bytes: [UInt8], at start: Int
  ) -> (open: Int, close: Int)? {
    guard start + 1 < bytes.count, bytes[start + 1] == open,
      let end = endOfGroup(bytes, from: start + 1)
    else { return nil }
    let rest = bytes[(end + 1)...]
    guard let next = operators.first(where: { rest.starts(with: $0) }),
      joins(bytes[(start + 2)..<end], next)
    else { return nil }
    return (start + 1, end)
  }

  /// Whether the operator stands in the text outside quotes and parentheses.
  private static func joins(_ bytes: ArraySlice<UInt8>, _ word: [UInt8]) -> Bool {
    let bytes = Array(bytes)
    var position = 0
    while position < bytes.count {
      if let end = endOfQuoted(bytes, from: position) {
        position = end
      } else if bytes[position] == open {
        guard let end = endOfGroup(bytes, from: position) else { return false }
        position = end + 1
      } else if bytes[position...].starts(with: word) {
        return true
      } else {
        position += 1
      }
    }
    return false
  }

  private static func endOfGroup(_ bytes: [UInt8], from start: Int) -> Int? {
    var depth = 0
    var position = start
    while position < bytes.count {
      if let end = endOfQuoted(bytes, from: position) {
        position = end
        continue
      }
      if bytes[position] == open { depth += 1 }
      if bytes[position] == close { depth -= 1 }
      if depth == 0 { return position }
      position += 1
    }
    return nil
  }

  /// Where a literal or a name in quotes ends that starts here; doubled quotes start another.
  private static func endOfQuoted(_ bytes: [UInt8], from start: Int) -> Int? {
    let quote = bytes[start]
    guard quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") else { return nil }
    guard let end = bytes[(start + 1)...].firstIndex(of: quote) else { return bytes.count }
    return end + 1
  }
}
