internal import GitRepository
internal import Revisions

/// The revisions that are not this branch's own: those that the branch has which it goes into.
struct SharedRevisions {
  /// What messages call the place; `nil` where all that is pending is this branch's.
  let place: String?
  let ids: Set<RevisionID>

  private static let none = SharedRevisions(place: nil, ids: [])

  private init(place: String?, ids: Set<RevisionID>) {
    self.place = place
    self.ids = ids
  }

  /// - Parameter name: a revision, branch or commit after which this branch's own begin; `nil` leaves
  ///   that to what git knows of branches.
  /// - Throws: `GitError` for a name that leads nowhere.
  static func find(
    _ name: String?, in graph: RevisionGraph, of project: Project
  ) async throws -> SharedRevisions {
    guard let name else { return try await known(to: project) }
    if let id = try? graph.resolve(name, current: nil).id {
      return SharedRevisions(place: name, ids: Set(try graph.chain(to: id).map(\.id)))
    }
    return try revisions(of: [name], in: project)
  }

  private static func revisions(
    of names: [String], in project: Project
  ) throws -> SharedRevisions {
    guard let repository = project.repository, let first = names.first else { return .none }
    var ids: Set<RevisionID> = []
    for name in names {
      let tree = try repository.tree(of: repository.commit(named: name), name: name)
      let versions = try Settings.versions(in: project.configuration(of: tree))
      // One file that nobody can read is no reason to take others' revisions for one's own.
      for (path, _) in try tree.files(below: versions) where path.hasSuffix(".sql") {
        if let file = try? ReadRevisions.file(tree.bytes(at: path) ?? [], at: path) {
          ids.insert(file.id)
        }
      }
    }
    return SharedRevisions(place: first, ids: ids)
  }

  // MARK: What git knows

  /// - The branch that this one follows, if it has another name.
  /// - Else the main branch: origin's, and the local one of that name.
  /// - In the main branch itself, what origin has of it.
  private static func known(to project: Project) async throws -> SharedRevisions {
    guard let repository = project.repository else { return .none }
    let branches = BranchNames(repository)
    let own = repository.branch
    let upstream = await branches.upstream
    if let upstream, let own, BranchNames.local(upstream) != own {
      return try revisions(of: [upstream], in: project)
    }
    let main = await branches.main
    guard let name = main.first.map(BranchNames.local), name != own else {
      return try revisions(of: [upstream].compactMap(\.self), in: project)
    }
    return try revisions(of: main, in: project)
  }
}

/// The names of branches, as far as git knows what they are for.
private struct BranchNames {
  let repository: Repository

  init(_ repository: Repository) { self.repository = repository }

  /// The name without that of a remote: `main` of `origin/main`.
  static func local(_ name: String) -> String {
    name.hasPrefix("origin/") ? String(name.dropFirst("origin/".count)) : name
  }

  var upstream: String? {
    get async { await name(of: "@{upstream}") }
  }

  /// Where the main branch stands, here and at origin; none where nothing tells which it is.
  var main: [String] {
    get async {
      if let remote = await name(of: "refs/remotes/origin/HEAD") {
        return [remote] + [Self.local(remote)].filter(exists)
      }
      let usual = [await defaultName, "main", "master"].compactMap(\.self)
      return usual.first(where: exists).map { [$0] } ?? []
    }
  }

  private var defaultName: String? {
    get async { try? await repository.git.text(["config", "init.defaultBranch"]) }
  }

  private func name(of reference: String) async -> String? {
    let name = try? await repository.git.text(["rev-parse", "--abbrev-ref", reference])
    return name.flatMap { $0.isEmpty ? nil : $0 }
  }

  private func exists(_ branch: String) -> Bool {
    (try? repository.commit(named: "refs/heads/" + branch)) != nil
  }
}
