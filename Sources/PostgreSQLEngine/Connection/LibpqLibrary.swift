/// PostgreSQL's client library, as it is found on this machine.
package struct LibpqLibrary {
  /// Such as `15.14`.
  package let version: String
  /// An address in its code.
  package let address: UnsafeRawPointer

  /// `nil` where there is none, or one that lacks a function.
  package static var found: LibpqLibrary? {
    guard let libpq = try? Libpq.load() else { return nil }
    return LibpqLibrary(
      version: text(of: libpq.version()),
      address: unsafeBitCast(libpq.version, to: UnsafeRawPointer.self))
  }

  /// Since PostgreSQL 10 there are two numbers, before that three.
  ///
  /// <https://www.postgresql.org/docs/current/libpq-misc.html#LIBPQ-PQLIBVERSION>
  static func text(of number: Int32) -> String {
    number < 100_000
      ? "\(number / 10_000).\(number / 100 % 100).\(number % 100)"
      : "\(number / 10_000).\(number % 10_000)"
  }
}
