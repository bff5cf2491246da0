/// The text of a statement as it is written into a file that people review.
enum TidyText {
  /// The same tokens and comments, without blanks at the ends of lines and with spaces for tabs.
  static func of(_ sql: String) -> String {
    let tokens = Tokenizer.tokens(of: sql)
    var result = ""
    var end = sql.startIndex
    for token in tokens {
      result += tidied(sql[end..<token.text.startIndex]) + token.text
      end = token.text.endIndex
    }
    return result
  }

  private static func tidied(_ gap: Substring) -> String {
    guard gap.contains(where: \.isNewline) || gap.contains("\t") else { return String(gap) }
    let text = gap.replacing("\r\n", with: "\n").replacing("\r", with: " ")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { index, line in
      let text = String(line.replacing("\t", with: "  "))
      guard index < lines.count - 1 else { return text }
      return String(text.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}
