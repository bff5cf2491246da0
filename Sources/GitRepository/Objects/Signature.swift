internal import CLibgit2

/// Who did something, and when.
package struct Signature: Hashable, Sendable {
  /// The person's name.
  package let name: String

  /// The person's address.
  package let email: String

  /// Seconds since the beginning of 1970, UTC.
  package let seconds: Int64

  /// How far the person's clock was ahead of UTC, in minutes.
  package let offsetMinutes: Int

  init(_ raw: git_signature) {
    self.name = raw.name.map { String(cString: $0) } ?? ""
    self.email = raw.email.map { String(cString: $0) } ?? ""
    self.seconds = raw.when.time
    self.offsetMinutes = Int(raw.when.offset)
  }
}
