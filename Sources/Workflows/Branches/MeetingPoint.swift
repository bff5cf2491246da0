internal import GitRepository

/// Where two lines of revisions came together in the history of the working tree.
///
/// A line is known by the path of its first file.
struct MeetingPoint {
  let repository: Repository
  let paths: [String]

  /// The path of the line that was there before this branch's own.
  ///
  /// - In the main branch of `origin`: the line that it contains, if it contains only one.
  /// - In a merge, while it is under way and later: the line that was merged in.
  /// - Else the line that was committed first: in a rebase that of the new base.
  ///
  /// - Returns: `nil` where none of this tells.
  func earlierLine() throws -> String? {
    if let main = try? repository.commit(named: "refs/remotes/origin/HEAD"),
      let path = try onlyLine(in: main)
    {
      return path
    }
    guard let head = try repository.head() else { return nil }
    let only = try onlyLine(in: head)
    guard case .merge(let id) = repository.operation else {
      return try only ?? self.earlierLine(before: head)
    }
    if let only { return other(than: only) }
    return try earlierLine(before: head) ?? earlierLine(before: repository.commit(named: id.hex))
  }

  /// Goes back from a commit with both lines to where one of them was missing.
  private func earlierLine(before commit: Commit) throws -> String? {
    var commit = commit
    guard try lines(in: commit).count == paths.count else { return nil }
    while let parent = try self.parent(0, of: commit) {
      if let only = try onlyLine(in: parent) {
        return commit.parents.count > 1 ? other(than: only) : only
      }
      if try !lines(in: parent).isEmpty {
        commit = parent
      } else if let merged = try self.parent(1, of: commit),
        try lines(in: merged).count == paths.count
      {
        // They had met before they came here.
        commit = merged
      } else {
        return nil
      }
    }
    return nil
  }

  /// `nil` also for a parent that a shallow clone lacks.
  private func parent(_ position: Int, of commit: Commit) throws -> Commit? {
    guard commit.parents.indices.contains(position) else { return nil }
    return try? repository.commit(named: commit.parents[position].hex)
  }

  func onlyLine(in commit: Commit) throws -> String? {
    let lines = try lines(in: commit)
    return lines.count == 1 ? lines[0] : nil
  }

  private func lines(in commit: Commit) throws -> [String] {
    let tree = try repository.tree(of: commit, name: commit.id.abbreviated)
    return try paths.filter { try tree.objectID(at: $0) != nil }
  }

  private func other(than path: String) -> String? { paths.first { $0 != path } }
}
