internal import GitRepository
internal import Glibc

/// Times in the form of ISO 8601.
enum Timestamp {
  /// Now in UTC, as a database's record keeps it: `2026-11-21T10:00:00Z`.
  static func now() -> String { text(time(nil), "%Y-%m-%dT%H:%M:%SZ") }

  /// The day on the calendar of the person who signed, such as `2005-04-07`.
  static func day(of signature: Signature) -> String {
    // A commit may have been given any time.
    text(time_t(signature.seconds) &+ 60 * signature.offsetMinutes, "%Y-%m-%d")
  }

  private static func text(_ seconds: time_t, _ format: String) -> String {
    var seconds = seconds
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var buffer = [CChar](repeating: 0, count: 32)
    strftime(&buffer, buffer.count, format, &parts)
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
