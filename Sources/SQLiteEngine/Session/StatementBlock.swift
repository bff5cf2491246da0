internal import CSQLite

/// Statements that sqlite3 takes for one block, which it leaves at the first error.
///
/// A block ends with a line at whose end a statement is complete. Where each of these lines ends
/// inside of a comment, there is but one.
enum StatementBlock {
  static func text(joining script: String) -> String {
    let tokens = Tokenizer.tokens(of: script)
    var text = ""
    var position = script.startIndex
    var start = tokens.first?.text.startIndex ?? position
    for (token, next) in zip(tokens, tokens.dropFirst()) where token.isSymbol(";") {
      let end = token.text.endIndex
      guard isComplete(script[start..<end]) else { continue }
      text += script[position..<end] + joint(script[end..<next.text.startIndex])
      position = next.text.startIndex
      start = position
    }
    return text + script[position...].trimmingEnd + "\n"
  }

  /// Whether the last statement has its semicolon.
  static func isEnded(_ script: String) -> Bool {
    Tokenizer.tokens(of: script).last?.isSymbol(";") ?? true
  }

  /// What stands between two statements, with its comments in one that reaches over the line breaks.
  private static func joint(_ gap: Substring) -> String {
    guard gap.contains(where: \.isNewline) else { return String(gap) }
    let hasMarks = gap.utf8.contains(UInt8(ascii: "*"))
    let remark =
      hasMarks ? gap.replacing("*/", with: "* /").replacing("/*", with: "/ *") : gap
    return " /*" + remark + "*/ "
  }

  /// The semicolons of a trigger's own statements end none.
  private static func isComplete(_ text: Substring) -> Bool { sqlite3_complete(String(text)) != 0 }
}

extension Substring {
  fileprivate var trimmingEnd: Substring {
    var text = self
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return text
  }
}
