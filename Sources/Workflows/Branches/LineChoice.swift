internal import GitRepository
internal import Revisions

/// Decides which of two lines of revisions keeps its place.
struct LineChoice {
  let project: Project
  /// The revisions that any release contains.
  let deployed: Set<RevisionID>

  /// - A line that begins with a revision whose parent is not there follows one that begins with none.
  /// - A line with a deployed revision keeps its place.
  /// - Else the line that the person names does.
  /// - Else the one that was there before this branch's own, as ``MeetingPoint`` tells.
  ///
  /// - Throws: ``BranchError``.
  func order(of fork: Fork, keeping wanted: RevisionID?) throws -> Fork.Order {
    let named = wanted.flatMap { id in fork.lines.firstIndex { $0.contains { $0.id == id } } }
    if let named, let file = firstDeployed(in: fork.lines[1 - named]) {
      throw BranchError.cannotMoveDeployed(file)
    }
    let fixed = fork.lines.indices.filter { firstDeployed(in: fork.lines[$0]) != nil }
    guard fixed.count < 2 else {
      throw BranchError.bothDeployed(fork.lines.compactMap(firstDeployed))
    }
    guard let line = try completeLine(of: fork) ?? named ?? fixed.first ?? earlierLine(of: fork)
    else {
      throw BranchError.cannotTellOwn(fork.lines.compactMap(\.last))
    }
    return fork.order(keeping: line)
  }

  private func completeLine(of fork: Fork) -> Int? {
    guard fork.beginning.isEmpty else { return nil }
    let complete = fork.lines.indices.filter { fork.lines[$0][0].revision.parent == nil }
    return complete.count == 1 ? complete[0] : nil
  }

  private func firstDeployed(in line: [RevisionFile]) -> RevisionFile? {
    line.first { deployed.contains($0.id) }
  }

  private func earlierLine(of fork: Fork) throws -> Int? {
    guard let repository = project.repository else { return nil }
    let paths = fork.lines.map { $0[0].path }
    let earlier = try MeetingPoint(repository: repository, paths: paths).earlierLine()
    return earlier.flatMap(paths.firstIndex)
  }
}
