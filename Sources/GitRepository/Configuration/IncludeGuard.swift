/// Keeps libgit2 from opening the files that text includes: it would wait for a pipe for ever, and has
/// no option not to.
///
/// A section whose name begins with `include` gets another name while it is read. Text in a value that
/// looks like one is put back afterwards. <https://git-scm.com/docs/git-config#_includes>
enum IncludeGuard {
  private static let mark = "x-not-followed-"

  static func masking(_ text: String) -> String {
    var masked: [UInt8] = []
    let bytes = Array(text.utf8)
    for (position, byte) in bytes.enumerated() {
      masked.append(byte)
      if byte == UInt8(ascii: "["), isInclude(bytes[(position + 1)...]) {
        masked += Array(mark.utf8)
      }
    }
    return String(decoding: masked, as: UTF8.self)
  }

  static func unmasking(_ entry: ConfigurationEntry) -> ConfigurationEntry {
    ConfigurationEntry(
      key: entry.key.replacing(mark, with: ""),
      value: entry.value?.replacing("[" + mark, with: "["))
  }

  private static func isInclude(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.prefix(7).map { $0 | 0x20 }.elementsEqual("include".utf8)
  }
}
