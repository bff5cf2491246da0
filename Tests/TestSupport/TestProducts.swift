internal import Files
internal import Glibc

/// What the build that these tests belong to has made.
package enum TestProducts {
  /// The folder with the built executables: SwiftPM puts the program that runs the tests there too.
  package static let directory: String = {
    guard let path = realpath("/proc/self/exe", nil) else { return "" }
    defer { free(path) }
    return FileSystem.directory(of: String(cString: path))
  }()
}
