internal import Glibc

/// Where PostgreSQL's server programs are.
struct Installation: Sendable {
  /// The directory of `initdb` and `postgres`.
  let binaries: String

  /// The first in the search path, else the newest where distributions put them.
  init?(searchPath: String?) {
    let inPath = (searchPath ?? "").split(separator: ":").map { String($0) }
    guard let found = (inPath + Self.usualDirectories).first(where: Self.hasServer) else {
      return nil
    }
    binaries = found
  }

  /// Debian's, Red Hat's, Alpine's, and that of a server built from source.
  private static var usualDirectories: [String] {
    versions(in: "/usr/lib/postgresql").map { "/usr/lib/postgresql/\($0)/bin" }
      + versions(in: "/usr", prefix: "pgsql-").map { "/usr/\($0)/bin" }
      + versions(in: "/usr/libexec", prefix: "postgresql").map { "/usr/libexec/\($0)" }
      + ["/usr/local/pgsql/bin"]
  }

  private static func hasServer(_ directory: String) -> Bool {
    ["initdb", "postgres"].allSatisfy { access("\(directory)/\($0)", X_OK) == 0 }
  }

  /// The entries of a directory that a prefix and a number make, the highest number first.
  private static func versions(in directory: String, prefix: String = "") -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var numbers: [Int] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(prefix), let number = Int(name.dropFirst(prefix.count)) {
        numbers.append(number)
      }
    }
    return numbers.sorted(by: >).map { "\(prefix)\($0)" }
  }
}

extension PostgreSQLEngine {
  /// The folder of the server programs that a scratch server is started from; `nil` without any.
  package static func serverPrograms(searchPath: String?) -> String? {
    Installation(searchPath: searchPath)?.binaries
  }
}
