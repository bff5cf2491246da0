extension RevisionID {
  /// The id that a new revision gets from what it says.
  ///
  /// The same parent, message and sections yield the same id on every machine.
  ///
  /// - Parameters:
  ///   - parent: the revision that the new one follows, or `nil` for the first.
  ///   - content: the new revision's sections.
  ///   - message: the new revision's message.
  ///   - hash: the digest of some bytes, at least twelve lower-case hexadecimal digits.
  /// - Returns: the first digits of the digest.
  /// - Throws: what `hash` throws.
  package static func derive<Failure>(
    parent: RevisionID?, content: [Section], message: String,
    hash: ([UInt8]) throws(Failure) -> String
  ) throws(Failure) -> RevisionID {
    let headers = ["Parent: \(parent?.text ?? "none")", "Message: \(message.onOneLine)"]
    let text = (headers + content.map(\.text)).joined(separator: "\n\n")
    let digest = try hash(Array(text.utf8))
    guard let id = RevisionID(digest.prefix(length)) else {
      preconditionFailure("'\(digest)' does not begin with twelve hexadecimal digits")
    }
    return id
  }
}
