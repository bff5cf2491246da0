/// Reads what a ``StoredWriter`` has written.
package struct StoredReader {
  private let bytes: [UInt8]
  private var position = 0

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package var isAtEnd: Bool { position == bytes.count }

  package mutating func flag() throws(DamagedStore) -> Bool {
    switch try byte() {
    case 0: false
    case 1: true
    default: throw DamagedStore()
    }
  }

  package mutating func number() throws(DamagedStore) -> Int {
    var number = 0
    for shift in stride(from: 0, to: 56, by: 7) {
      let byte = try byte()
      number |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    throw DamagedStore()
  }

  package mutating func text() throws(DamagedStore) -> String {
    let count = try number()
    guard count <= bytes.count - position else { throw DamagedStore() }
    defer { position += count }
    return String(decoding: bytes[position..<position + count], as: UTF8.self)
  }

  package mutating func value<Value: Stored>() throws(DamagedStore) -> Value {
    try Value(from: &self)
  }

  package mutating func optional<Value>(
    _ body: (inout StoredReader) throws(DamagedStore) -> Value
  ) throws(DamagedStore) -> Value? {
    try flag() ? body(&self) : nil
  }

  package mutating func optional<Value: Stored>() throws(DamagedStore) -> Value? {
    try flag() ? Value(from: &self) : nil
  }

  package mutating func list<Element>(
    _ body: (inout StoredReader) throws(DamagedStore) -> Element
  ) throws(DamagedStore) -> [Element] {
    let count = try number()
    // Each element takes a byte at least.
    guard count <= bytes.count - position else { throw DamagedStore() }
    var list: [Element] = []
    list.reserveCapacity(count)
    for _ in 0..<count { list.append(try body(&self)) }
    return list
  }

  package mutating func list<Element: Stored>() throws(DamagedStore) -> [Element] {
    try list { reader throws(DamagedStore) in try Element(from: &reader) }
  }

  package mutating func texts() throws(DamagedStore) -> [String] {
    try list { reader throws(DamagedStore) in try reader.text() }
  }

  package mutating func rawValue<Value: RawRepresentable<String>>() throws(DamagedStore) -> Value {
    guard let value = Value(rawValue: try text()) else { throw DamagedStore() }
    return value
  }

  private mutating func byte() throws(DamagedStore) -> UInt8 {
    guard position < bytes.count else { throw DamagedStore() }
    defer { position += 1 }
    return bytes[position]
  }
}
