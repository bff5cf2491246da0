extension TreeReader {
  /// As many links in a row as Linux follows.
  private static let linkLimit = 40

  /// A place in the tree that is no symbolic link, reached without any.
  struct Place {
    let path: String
    let entry: TreeEntry
  }

  /// Where a path leads to; `nil` where it leads to nothing or out of the tree.
  func resolve(_ path: String) throws(GitError) -> Place? {
    var path = path
    for _ in 0...Self.linkLimit {
      if let entry = try entries.entry(at: path), entry.kind != .link {
        return Place(path: path, entry: entry)
      }
      guard let next = try followingFirstLink(path) else { return nil }
      path = next
    }
    return nil
  }

  private func followingFirstLink(_ path: String) throws(GitError) -> String? {
    let parts = path.split(separator: "/")
    for count in parts.indices.map({ $0 + 1 }) {
      let prefix = parts.prefix(count).joined(separator: "/")
      guard let entry = try entries.entry(at: prefix) else { return nil }
      guard entry.kind == .link else { continue }
      let target = String(decoding: try content(of: entry.id, at: prefix), as: UTF8.self)
      guard !target.hasPrefix("/") else { return nil }
      let rest = parts.prefix(count - 1) + [target[...]] + parts.dropFirst(count)
      return PathText.inTree(rest.joined(separator: "/"))
    }
    return nil
  }
}
