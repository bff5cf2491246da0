import Glibc

/// A file operation that the operating system refused.
package struct FileError: Error, Hashable, Sendable {
  /// What was attempted, as a verb: `read`, `write`, `create`, `remove`.
  package let operation: Operation

  package let path: String

  /// The value of `errno`.
  package let code: Int32

  package enum Operation: String, Sendable {
    case read, write, create, remove, lock
  }

  package init(_ operation: Operation, _ path: String, code: Int32 = errno) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// The operating system's own words, such as `No space left on device`.
  package var reason: String { String(cString: strerror(code)) }
}
