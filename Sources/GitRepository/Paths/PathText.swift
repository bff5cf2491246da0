/// Paths as text; nothing on disk is looked at.
enum PathText {
  /// A path as seen from a folder, without `.`, `..` and doubled slashes.
  ///
  /// - Parameter directory: an absolute path.
  static func absolute(_ path: String, in directory: String) -> String {
    let whole = path.hasPrefix("/") ? path : directory + "/" + path
    return "/" + (normalized(whole, climbing: true) ?? "")
  }

  /// A path inside a tree, without `.` and `..`; `nil` where it leads out of the tree.
  static func inTree(_ path: String) -> String? {
    normalized(path, climbing: false)
  }

  static func withoutTrailingSlash(_ path: String) -> String {
    path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  private static func normalized(_ path: String, climbing: Bool) -> String? {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(part)
      } else if parts.popLast() == nil && !climbing {
        return nil
      }
    }
    return parts.joined(separator: "/")
  }
}
