/// Writes canonical JSON without building it first.
struct CanonicalWriter {
  private var bytes: [UInt8] = []

  var text: String { String(decoding: bytes, as: UTF8.self) }

  // MARK: Values

  mutating func write(_ value: CanonicalJSON) {
    switch value {
    case .string(let string): write(string)
    case .bool(let bool): write(bool)
    case .number(let number): append("\(number)")
    case .array(let elements): array(elements) { $0.write($1) }
    case .object(let members):
      object { writer in
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
          writer.member(key) { $0.write(value) }
        }
      }
    }
  }

  mutating func write(_ bool: Bool) { append(bool ? "true" : "false") }

  mutating func write(_ string: String) {
    bytes.append(UInt8(ascii: "\""))
    if string.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }) {
      append(string)
    } else {
      for byte in string.utf8 { appendEscaped(byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func array<Element>(
    _ elements: [Element], _ body: (inout CanonicalWriter, Element) -> Void
  ) {
    bytes.append(UInt8(ascii: "["))
    for element in elements {
      separate()
      body(&self, element)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// An array whose elements are in the order of their texts.
  mutating func sorted<Element>(
    _ elements: [Element], _ body: (inout CanonicalWriter, Element) -> Void
  ) {
    guard elements.count > 1 else { return array(elements, body) }
    let texts = elements.map { element in
      var writer = CanonicalWriter()
      body(&writer, element)
      return writer.bytes
    }
    array(texts.sorted { $0.lexicographicallyPrecedes($1) }) { $0.bytes += $1 }
  }

  // MARK: Objects

  /// The body writes the members in the order of their keys.
  mutating func object(_ body: (inout CanonicalWriter) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    body(&self)
    bytes.append(UInt8(ascii: "}"))
  }

  mutating func member(_ key: String, _ body: (inout CanonicalWriter) -> Void) {
    separate()
    write(key)
    bytes.append(UInt8(ascii: ":"))
    body(&self)
  }

  mutating func member(_ key: String, _ value: Bool) { member(key) { $0.write(value) } }

  /// A member that is left out where it has no value.
  mutating func member(_ key: String, _ value: String?) {
    if let value { member(key) { $0.write(value) } }
  }

  mutating func member<Element>(
    _ key: String, _ elements: [Element], _ body: (inout CanonicalWriter, Element) -> Void
  ) {
    member(key) { $0.array(elements, body) }
  }

  /// Attributes are left out where there are none, so that an engine without them keeps its digests.
  mutating func attributes(_ attributes: Attributes) {
    guard !attributes.isEmpty else { return }
    member("attributes") { writer in
      writer.object { writer in
        for (key, value) in attributes.sorted(by: { $0.key < $1.key }) { writer.member(key, value) }
      }
    }
  }

  // MARK: Bytes

  /// Nothing but a beginning can stand before a first element or member.
  private mutating func separate() {
    switch bytes.last {
    case nil, UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ":"): break
    default: bytes.append(UInt8(ascii: ","))
    }
  }

  private mutating func append(_ text: String) { bytes += text.utf8 }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case 0x22, 0x5C: bytes += [0x5C, byte]
    case ..<0x20: append("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16))
    default: bytes.append(byte)
    }
  }
}
