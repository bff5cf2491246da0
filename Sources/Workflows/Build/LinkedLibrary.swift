internal import CBuild

/// A library that this program uses, as it is found when the program runs.
package struct LinkedLibrary: Sendable {
  package let version: String
  /// The file of a shared library; `nil` where it is linked statically.
  package let file: String?

  /// - Parameter address: one in the library's code.
  init(version: String, address: UnsafeRawPointer) {
    self.version = version
    file = git_migrate_library_of(address).map { String(cString: $0) }
  }
}
