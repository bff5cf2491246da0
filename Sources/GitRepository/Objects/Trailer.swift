internal import CLibgit2

/// A line such as `Migrate-Revision: ac423ee17380` in the last paragraph of a message.
package struct Trailer: Hashable, Sendable {
  /// What stands before the colon.
  package let key: String

  /// What stands after it, without white space around.
  package let value: String

  /// A trailer that is to be written.
  package init(key: String, value: String) {
    self.key = key
    self.value = value
  }

  /// The trailers of a message, in its order.
  package static func parse(_ message: String) throws(GitError) -> [Trailer] {
    Libgit2.start
    var found = git_message_trailer_array()
    try Libgit2.check(git_message_trailers(&found, message))
    defer { git_message_trailer_array_free(&found) }
    return UnsafeBufferPointer(start: found.trailers, count: found.count).map {
      Trailer(key: String(cString: $0.key), value: String(cString: $0.value))
    }
  }
}

extension [Trailer] {
  /// The values of all trailers with a key, whose case does not matter.
  package func values(of key: String) -> [String] {
    filter { $0.key.lowercased() == key.lowercased() }.map(\.value)
  }
}
