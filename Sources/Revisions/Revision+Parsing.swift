internal import Files

extension Revision {
  /// Reads the bytes of a revision file.
  ///
  /// - Throws: the first thing that keeps them from being a revision, also a byte that is not UTF-8.
  package init(parsing bytes: [UInt8], path: String) throws(RevisionFileError) {
    let text: String
    do throws(UndecodableByte) {
      text = try EncodedText.decode(bytes)
    } catch {
      throw RevisionFileError(path: path, line: error.line, fact: .notText(error.words))
    }
    try self.init(parsing: text, path: path)
  }

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
