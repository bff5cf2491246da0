internal import CLibgit2

extension Repository {
  /// Where a file is that no tree at hand has.
  package struct Finding: Hashable, Sendable {
    /// The short names of the branches and tags that have the file, this repository's own branches
    /// first; none where only a reflog leads to it.
    package let references: [String]
    /// The newest commit that changed the file on the first of these; or the one in the reflog.
    package let commit: Commit
  }

  /// Searches branches, tags and then reflogs for a file.
  ///
  /// - Parameters:
  ///   - prefix: what the file's name begins with.
  ///   - folder: the path of its folder.
  package func findFile(
    beginning prefix: String, in folder: String
  ) throws(GitError) -> Finding? {
    var found: [(name: String, commit: Commit, path: String)] = []
    for (name, commit) in try tips() {
      if let path = try path(beginning: prefix, in: folder, of: commit) {
        found.append((name, commit, path))
      }
    }
    if let first = found.first {
      let newest = try commits(from: nil, to: first.commit.id, touching: [first.path]).first
      return Finding(references: found.map(\.name), commit: newest ?? first.commit)
    }
    for commit in try loggedCommits() {
      if try path(beginning: prefix, in: folder, of: commit) != nil {
        return Finding(references: [], commit: commit)
      }
    }
    return nil
  }

  private func path(
    beginning prefix: String, in folder: String, of commit: Commit
  ) throws(GitError) -> String? {
    let entries = try CommitEntries(repository: self, tree: commit.tree)
    return try entries.entries(below: folder).first { $0.path.hasPrefix("\(folder)/\(prefix)") }?
      .path
  }

  /// What branches and tags lead to, by their short names.
  private func tips() throws(GitError) -> [(name: String, commit: Commit)] {
    var tips: [(name: String, commit: Commit)] = []
    for prefix in ["refs/heads/", "refs/remotes/", "refs/tags/"] {
      for name in try referenceNames(below: prefix) where !name.hasSuffix("/HEAD") {
        let reference = try Handle.ifFound(freedBy: git_reference_free) {
          git_reference_lookup($0, pointer, prefix + name)
        }
        // A tag may lead to something else than a commit.
        guard let reference, let object = try? peel(reference) else { continue }
        tips.append((name, try Commit(object)))
      }
    }
    return tips
  }

  /// The commits in the reflogs of HEAD and of the branches, each once, newest first in each.
  private func loggedCommits() throws(GitError) -> [Commit] {
    let names = ["HEAD"] + (try referenceNames(below: "refs/heads/")).map { "refs/heads/" + $0 }
    var seen: Set<ObjectID> = []
    var commits: [Commit] = []
    for name in names {
      let log = try Handle(freedBy: git_reflog_free) { git_reflog_read($0, pointer, name) }
      for position in 0..<git_reflog_entrycount(log.pointer) {
        let entry = git_reflog_entry_byindex(log.pointer, position)
        guard let id = ObjectID(git_reflog_entry_id_new(entry)), seen.insert(id).inserted,
          let commit = try? commit(id)
        else { continue }
        commits.append(commit)
      }
    }
    return commits
  }
}
