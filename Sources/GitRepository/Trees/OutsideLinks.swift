internal import Files

/// Symbolic links that lead out of a folder.
///
/// A commit may hold a link to any place of the machine; no program that is run on the commit's
/// files shall read or write through it.
enum OutsideLinks {
  /// Removes the links at any depth that do not lead to something below `root`.
  static func remove(below root: String) throws(FileError) {
    guard let realRoot = RealPath.of(root) else { throw FileError(.read, root) }
    try remove(in: root, unlessBelow: realRoot)
  }

  private static func remove(in folder: String, unlessBelow root: String) throws(FileError) {
    for name in try FileSystem.entries(of: folder) {
      let path = folder + "/" + name
      if try FileSystem.isLink(path) {
        if !leadsBelow(root, path) { try FileSystem.remove(path) }
      } else if try FileSystem.kind(of: path) == .directory {
        try remove(in: path, unlessBelow: root)
      }
    }
  }

  private static func leadsBelow(_ root: String, _ link: String) -> Bool {
    guard let target = RealPath.of(link) else { return false }
    return target == root || target.hasPrefix(root + "/")
  }
}
