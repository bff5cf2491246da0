/// Writes values one after the other, without names: what reads them knows their order.
package struct StoredWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  /// Seven bits a byte, the low ones first; the eighth says that more follow.
  package mutating func write(_ number: Int) {
    var rest = UInt(number)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  package mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes += text.utf8
  }

  package mutating func write(_ value: some Stored) { value.store(in: &self) }

  package mutating func write<Value>(
    _ value: Value?, _ body: (inout StoredWriter, Value) -> Void
  ) {
    write(value != nil)
    if let value { body(&self, value) }
  }

  package mutating func write(_ value: (some Stored)?) { write(value) { $0.write($1) } }

  package mutating func write<Element>(
    _ list: [Element], _ body: (inout StoredWriter, Element) -> Void
  ) {
    write(list.count)
    for element in list { body(&self, element) }
  }

  package mutating func write(_ list: [some Stored]) { write(list) { $0.write($1) } }

  package mutating func write(_ list: [String]) { write(list) { $0.write($1) } }
}

/// A value that can be kept in a file, as the program that wrote it reads it again.
package protocol Stored {
  func store(in writer: inout StoredWriter)

  /// - Throws: ``DamagedStore``.
  init(from reader: inout StoredReader) throws(DamagedStore)
}

/// Bytes that nothing has written, or another version of the program.
package struct DamagedStore: Error {
  package init() {}
}
