/// One fact that a script has written.
struct ScriptRecord: Hashable {
  let name: String
  let bytes: [UInt8]

  /// The value where it is for people; what is not UTF-8 is replaced.
  var value: String { String(decoding: bytes, as: UTF8.self) }

  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  init(name: String, value: String) { self.init(name: name, bytes: Array(value.utf8)) }

  /// Reads a sequence of names and values, each ended by a NUL byte; `nil` where the last record
  /// is not the script's own `end`.
  static func all(in bytes: [UInt8]) -> [ScriptRecord]? {
    let fields = bytes.split(separator: 0, omittingEmptySubsequences: false)
    guard !fields.count.isMultiple(of: 2) else { return nil }
    let records = stride(from: 0, to: fields.count - 1, by: 2)
      .map {
        ScriptRecord(
          name: String(decoding: fields[$0], as: UTF8.self), bytes: Array(fields[$0 + 1]))
      }
    guard let last = records.last, last.name == "end" else { return nil }
    return records.dropLast()
  }
}

extension [ScriptRecord] {
  func values(of name: String) -> [String] {
    filter { $0.name == name }.map(\.value)
  }

  /// Whether all values are as the program has written them, also as text.
  var areText: Bool { allSatisfy { String(validating: $0.bytes, as: UTF8.self) != nil } }

  /// The value of the first record of that name, where it has one.
  subscript(name: String) -> String? {
    first { $0.name == name && !$0.value.isEmpty }?.value
  }
}
