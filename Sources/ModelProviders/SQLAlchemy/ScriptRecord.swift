/// One fact that `print_ddl.py` has written.
struct ScriptRecord: Hashable {
  let name: String
  let value: String

  /// Reads a sequence of names and values, each ended by a NUL byte; `nil` where the last record
  /// is not the script's own `end`.
  static func all(in bytes: [UInt8]) -> [ScriptRecord]? {
    let fields = bytes.split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard !fields.count.isMultiple(of: 2) else { return nil }
    let records = stride(from: 0, to: fields.count - 1, by: 2)
      .map { ScriptRecord(name: fields[$0], value: fields[$0 + 1]) }
    guard let last = records.last, last.name == "end" else { return nil }
    return records.dropLast()
  }
}

extension [ScriptRecord] {
  func values(of name: String) -> [String] {
    filter { $0.name == name }.map(\.value)
  }

  /// The value of the first record of that name, where it has one.
  subscript(name: String) -> String? {
    first { $0.name == name && !$0.value.isEmpty }?.value
  }
}
