extension String {
  /// The last lines that are not blank: where a program says why it failed.
  func lastLines(_ count: Int = 12) -> [String] {
    split { $0.isNewline }
      .filter { line in line.contains { !$0.isWhitespace } }
      .suffix(count)
      .map(String.init)
  }
}
