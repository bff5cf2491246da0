internal import CLibgit2

/// Searches for one commit among the ancestors of another.
///
/// The dates of commits say only where to look first. The search ends where the graph says so: once
/// all that is left to look at can be reached from both, for nothing between the two can.
struct AncestorSearch {
  private struct Sides: OptionSet {
    let rawValue: UInt8
    static let ancestor = Sides(rawValue: 1)
    static let descendant = Sides(rawValue: 2)
    static let both: Sides = [.ancestor, .descendant]
  }

  private struct Step {
    let commit: CommitNode
    let date: Int64
  }

  private let repository: Repository
  private let ancestor: ObjectID
  private let descendant: ObjectID
  /// From which of the two a commit can be reached, as far as is known.
  private var sides: [ObjectID: Sides] = [:]
  /// The commits whose parents are to be looked at, the newest last.
  private var queue: [Step] = []
  /// How often a commit stands in the queue.
  private var counts: [ObjectID: Int] = [:]
  /// How many places of the queue are of commits that can be reached from one of the two only.
  private var openEnds = 0

  init(for ancestor: ObjectID, from descendant: ObjectID, in repository: Repository) {
    self.repository = repository
    self.ancestor = ancestor
    self.descendant = descendant
  }

  /// Whether there is a way; a commit is its own ancestor.
  mutating func run() throws(GitError) -> Bool {
    if ancestor == descendant { return true }
    try reach(ancestor, .ancestor)
    try reach(descendant, .descendant)
    while openEnds > 0, let step = popNewest() {
      let sides = sides[step.commit.id] ?? []
      for parent in step.commit.parents { try reach(parent, sides) }
      if self.sides[ancestor] == .both { return true }
    }
    return false
  }

  private mutating func popNewest() -> Step? {
    guard let step = queue.popLast() else { return nil }
    counts[step.commit.id, default: 0] -= 1
    if sides[step.commit.id] != .both { openEnds -= 1 }
    return step
  }

  private mutating func reach(_ id: ObjectID, _ from: Sides) throws(GitError) {
    let known = sides[id] ?? []
    guard !known.isSuperset(of: from) else { return }
    let sides = known.union(from)
    self.sides[id] = sides
    if sides == .both { openEnds -= counts[id] ?? 0 }
    // A shallow clone ends here.
    guard let commit = try repository.commitNode(id) else { return }
    let place = queue.partitioningIndex { $0.date > commit.date }
    queue.insert(Step(commit: commit, date: commit.date), at: place)
    counts[id, default: 0] += 1
    if sides != .both { openEnds += 1 }
  }
}

/// What a walk through history needs of a commit.
struct CommitNode {
  let id: ObjectID
  let parents: [ObjectID]
  /// When it was committed, in seconds since 1970, by the clock of whoever did.
  let date: Int64
}

extension Repository {
  /// `nil` for a commit that a shallow clone lacks.
  func commitNode(_ id: ObjectID) throws(GitError) -> CommitNode? {
    let handle = try Handle.ifFound(freedBy: git_commit_free) { made in
      id.withRaw { git_commit_lookup(made, pointer, $0) }
    }
    guard let handle else { return nil }
    let parents = (0..<git_commit_parentcount(handle.pointer)).compactMap {
      ObjectID(git_commit_parent_id(handle.pointer, $0))
    }
    return CommitNode(id: id, parents: parents, date: git_commit_time(handle.pointer))
  }
}

extension Array {
  /// The first place whose element belongs to the end, in an array that is so divided.
  fileprivate func partitioningIndex(where belongsToEnd: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if belongsToEnd(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
