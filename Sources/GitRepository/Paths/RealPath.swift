internal import Glibc

/// Paths as the operating system sees them.
enum RealPath {
  /// The absolute path without symbolic links; `nil` where the path leads to nothing.
  static func of(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
