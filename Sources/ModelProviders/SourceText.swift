internal import Files

/// DDL together with the place that it comes from.
package struct SourceText: Hashable, Sendable {
  /// A path in the tree, or a name such as `<sqlalchemy>` for text that is in no file.
  package var path: String
  package var text: String
  /// The number that the text's first line has at its place, counted from 1.
  package var firstLine: Int

  package init(path: String, text: String, firstLine: Int = 1) {
    self.path = path
    self.text = text
    self.firstLine = firstLine
  }

  /// - Throws: ``ProviderError/notText(_:location:)``.
  init(path: String, bytes: [UInt8]) throws(ProviderError) {
    do throws(UndecodableByte) {
      self.init(path: path, text: try EncodedText.decode(bytes))
    } catch {
      throw .notText(error.words, location: "\(path):\(error.line)")
    }
  }
}
