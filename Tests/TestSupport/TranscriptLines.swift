extension String {
  /// The text between line feeds; a carriage return before one belongs to the line.
  var transcriptLines: [String] {
    utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      String(Substring(line))
    }
  }
}
