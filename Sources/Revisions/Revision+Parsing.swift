extension Revision {
  /// Reads the text of a revision file.
  ///
  /// - Parameters:
  ///   - text: lines may end in LF or CR LF.
  ///   - path: what an error calls the file.
  /// - Throws: the first thing that keeps the text from being a revision.
  package init(parsing text: String, path: String) throws(RevisionFileError) {
    var parser = RevisionParser(text: text, path: path)
    self = try parser.revision()
  }
}
