internal import Files
internal import Glibc
internal import Processes

/// The programs that the tests run.
package enum TestProducts {
  /// The folder with the executables: the one that `GIT_MIGRATE_TEST_PRODUCTS` names, such as that of
  /// the release build, else the tests' own, where SwiftPM puts the program that runs them too.
  package static let directory: String = {
    if let directory = ProcessEnvironment["GIT_MIGRATE_TEST_PRODUCTS"] { return directory }
    guard let path = realpath("/proc/self/exe", nil) else { return "" }
    defer { free(path) }
    return FileSystem.directory(of: String(cString: path))
  }()
}
