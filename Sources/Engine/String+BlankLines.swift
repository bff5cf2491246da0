extension String {
  /// The text without the line breaks at both of its ends.
  package var trimmingBlankLines: String {
    var rest = drop(while: \.isNewline)
    while rest.last?.isNewline ?? false { rest.removeLast() }
    return String(rest)
  }
}
