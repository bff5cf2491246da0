internal import CLibgit2

/// The commits that can be reached from a tip, without those that can be reached from some others.
struct CommitWalk {
  let repository: Repository
  let tip: ObjectID
  let hidden: [ObjectID]

  /// All of them, a commit before its parents, newer ones first.
  func ids() throws(GitError) -> [ObjectID] {
    let ids = try idsByDate()
    guard !hidden.isEmpty, try hasHidden(among: ids) else { return ids }
    var reached: Set<ObjectID> = []
    for tip in hidden {
      reached.formUnion(try CommitWalk(repository: repository, tip: tip, hidden: []).ids())
    }
    return ids.filter { !reached.contains($0) }
  }

  /// Whether commits can be reached from the hidden ones that the walk has not seen to be so.
  ///
  /// Git and its library stop hiding where dates say that all is hidden. With every commit its
  /// ancestors are missed too, so it is enough to look at those that come first.
  private func hasHidden(among ids: [ObjectID]) throws(GitError) -> Bool {
    let listed = Set(ids)
    for id in ids {
      guard let commit = try repository.commitNode(id), listed.isDisjoint(with: commit.parents)
      else { continue }
      for tip in hidden where try repository.isAncestor(id, of: tip) { return true }
    }
    return false
  }

  private func idsByDate() throws(GitError) -> [ObjectID] {
    if repository.isShallow { return try idsInShallowClone() }
    var ids: [ObjectID] = []
    try walk(order: GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_TIME.rawValue) { id in
      ids.append(id)
      return true
    }
    return ids
  }

  /// The newest commit that meets a condition; the walk goes no further than it has to.
  ///
  /// By their dates, so it may be one that can be reached from the hidden ones.
  func first(
    where condition: (ObjectID) throws(GitError) -> Bool
  ) throws(GitError) -> ObjectID? {
    if repository.isShallow {
      for id in try idsInShallowClone() where try condition(id) { return id }
      return nil
    }
    var found: ObjectID?
    try walk(order: GIT_SORT_TIME.rawValue) { id throws(GitError) in
      if try condition(id) { found = id }
      return found == nil
    }
    return found
  }

  /// - Parameter visit: returns whether to go on.
  private func walk(
    order: UInt32, visit: (ObjectID) throws(GitError) -> Bool
  ) throws(GitError) {
    let walk = try Handle(freedBy: git_revwalk_free) { git_revwalk_new($0, repository.pointer) }
    try Libgit2.check(git_revwalk_sorting(walk.pointer, order))
    try Libgit2.check(tip.withRaw { git_revwalk_push(walk.pointer, $0) })
    for id in hidden {
      try Libgit2.check(id.withRaw { git_revwalk_hide(walk.pointer, $0) })
    }
    var raw = git_oid()
    while true {
      let code = git_revwalk_next(&raw, walk.pointer)
      guard code != GIT_ITEROVER.rawValue else { return }
      try Libgit2.check(code)
      guard try visit(ObjectID(raw)) else { return }
    }
  }

  /// libgit2 does not know where a shallow history ends and fails there, so git is asked.
  private func idsInShallowClone() throws(GitError) -> [ObjectID] {
    let git = repository.git
    let arguments = ["rev-list", "--topo-order", tip.hex] + hidden.map { "^" + $0.hex }
    let lines = try BlockingCall.wait { () async throws(GitError) in
      try await git.text(arguments)
    }
    return lines.split(separator: "\n").compactMap { ObjectID(hex: String($0)) }
  }
}
