/// Paths inside of a work tree, as text; nothing on disk is looked at.
package enum TreePath {
  /// A path without `.`, `..` and slashes that say nothing; empty for the tree's root.
  ///
  /// - Returns: `nil` where the path leads out of the tree, or to what git keeps for itself.
  package static func normalized(_ path: String) -> String? {
    guard !path.hasPrefix("/"), !path.utf8.contains(0) else { return nil }
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(part)
      }
    }
    return parts.contains(where: isGits) ? nil : parts.joined(separator: "/")
  }

  /// Also as a file system writes it that takes capital letters for small ones.
  private static func isGits(_ part: Substring) -> Bool { part.lowercased() == ".git" }

  /// A path as it is called from a folder, both relative to the tree's root; `.` for the folder itself.
  package static func relative(_ path: String, to folder: String) -> String {
    guard !folder.isEmpty else { return path.isEmpty ? "." : path }
    let target = path.split(separator: "/")
    let start = folder.split(separator: "/")
    let common = zip(target, start).prefix { $0 == $1 }.count
    guard common < target.count || common < start.count else { return "." }
    let up = Array(repeating: "..", count: start.count - common)
    return (up + target[common...].map(String.init)).joined(separator: "/")
  }
}
