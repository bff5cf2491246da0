internal import Files
internal import CLibgit2

extension Repository {
  /// Whether `ancestor` can be reached from `descendant`; a commit is its own ancestor.
  package func isAncestor(
    _ ancestor: ObjectID, of descendant: ObjectID
  ) throws(GitError) -> Bool {
    var search = AncestorSearch(for: ancestor, from: descendant, in: self)
    return try search.run()
  }

  /// Among the wanted tags that can be reached from a commit, the one with the fewest commits
  /// between, as `git describe` chooses; the higher version where several are equally near.
  ///
  /// - Parameter isWanted: asked only of the tags that a walk from the commit meets.
  package func nearestTag(
    from commit: Commit, where isWanted: (Tag) throws(GitError) -> Bool
  ) throws(GitError) -> Tag? {
    let names = try tagNamesByTarget()
    var reached: [(distance: Int, tag: Tag)] = []
    // Behind a tag nothing can be nearer, so each walk leaves out what the found ones can reach.
    while let tag = try firstTag(
      in: walk(from: commit.id, hiding: reached.map(\.tag.target)), names, isWanted)
    {
      reached.append((try commitCount(from: tag.target, to: commit.id), tag))
    }
    return reached.min { ($0.distance, $1.tag) < ($1.distance, $0.tag) }?.tag
  }

  /// Those of the tags that can be reached from a commit, a commit's before those of its parents, and
  /// for one commit the higher version first.
  package func reachableTags(
    from commit: Commit, among tags: [Tag]
  ) throws(GitError) -> [Tag] {
    if tags.isEmpty { return [] }
    let byCommit = Dictionary(grouping: tags, by: \.target)
    return try walk(from: commit.id, hiding: []).ids().flatMap { id in
      (byCommit[id] ?? []).sorted(by: >)
    }
  }

  /// The commits of `tip`'s history that are not in `base`'s, a commit before its parents, newer
  /// ones first.
  ///
  /// - Parameters:
  ///   - base: `nil` for the whole history.
  ///   - paths: where a commit must differ from each of its parents, see `PathGlob`; none means all
  ///     commits.
  package func commits(
    from base: ObjectID?, to tip: ObjectID, touching paths: [String] = []
  ) throws(GitError) -> [Commit] {
    if paths.contains(where: { PathGlob($0) != nil }) {
      return try commitsOfGit(from: base, to: tip, touching: paths.flatMap(PathGlob.pathspecs))
    }
    var commits: [Commit] = []
    for id in try walk(from: tip, hiding: [base].compactMap(\.self)).ids() {
      let commit = try commit(id)
      if try touches(commit, paths) { commits.append(commit) }
    }
    return commits
  }

  /// The same by git, which knows wildcards.
  private func commitsOfGit(
    from base: ObjectID?, to tip: ObjectID, touching pathspecs: [String]
  ) throws(GitError) -> [Commit] {
    let hidden = base.map { ["^" + $0.hex] } ?? []
    let arguments =
      ["rev-list", "--topo-order", "--full-history", tip.hex] + hidden + ["--"] + pathspecs
    let git = git
    let lines = try BlockingCall.wait { () async throws(GitError) in
      try await git.text(arguments)
    }
    var commits: [Commit] = []
    for line in lines.split(separator: "\n") {
      if let id = ObjectID(hex: String(line)) { commits.append(try commit(id)) }
    }
    return commits
  }

  /// How many commits of `tip`'s history are not in `base`'s.
  package func commitCount(from base: ObjectID?, to tip: ObjectID) throws(GitError) -> Int {
    try walk(from: tip, hiding: [base].compactMap(\.self)).ids().count
  }

  /// Whether history goes on before a commit that this clone ends with.
  ///
  /// git lists such commits in the file `shallow`, and libgit2 1.7 and later tell no parents of them:
  /// <https://git-scm.com/docs/shallow>.
  package func isBoundary(_ commit: Commit) throws(GitError) -> Bool {
    guard isShallow, let list = try? FileSystem.bytes(at: commonDirectory + "/shallow") else {
      return false
    }
    return list.split(separator: UInt8(ascii: "\n")).contains {
      $0.elementsEqual(commit.id.hex.utf8)
    }
  }

  private func walk(from tip: ObjectID, hiding hidden: [ObjectID]) -> CommitWalk {
    CommitWalk(repository: self, tip: tip, hidden: hidden)
  }

  private func firstTag(
    in walk: CommitWalk, _ names: [ObjectID: [String]], _ isWanted: (Tag) throws(GitError) -> Bool
  ) throws(GitError) -> Tag? {
    var best: Tag?
    _ = try walk.first { id throws(GitError) in
      for name in names[id] ?? [] {
        guard let tag = try tag(named: name), try isWanted(tag) else { continue }
        best = best.map { max($0, tag) } ?? tag
      }
      return best != nil
    }
    return best
  }

  private func touches(_ commit: Commit, _ paths: [String]) throws(GitError) -> Bool {
    if paths.isEmpty { return true }
    let content = try content(of: commit, at: paths)
    var hasParent = false
    for id in commit.parents {
      guard let parent = try parent(id) else { continue }
      if try self.content(of: parent, at: paths) == content { return false }
      hasParent = true
    }
    return hasParent || content.contains { $0 != nil }
  }

  /// `nil` for a parent that a shallow clone lacks.
  private func parent(_ id: ObjectID) throws(GitError) -> Commit? {
    let handle = try Handle.ifFound(freedBy: git_commit_free) { made in
      id.withRaw { git_commit_lookup(made, pointer, $0) }
    }
    guard let handle else { return nil }
    return try Commit(handle)
  }

  private func content(
    of commit: Commit, at paths: [String]
  ) throws(GitError) -> [TreeEntry?] {
    let tree = TreeReader(
      repository: self, entries: try CommitEntries(repository: self, tree: commit.tree))
    var entries: [TreeEntry?] = []
    for path in paths { entries.append(try tree.resolve(path)?.entry) }
    return entries
  }
}
