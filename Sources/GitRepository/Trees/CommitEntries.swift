internal import CLibgit2

/// The entries of a tree object.
struct CommitEntries: TreeEntries {
  private let repository: Repository
  private let root: ObjectID
  private let handle: Handle

  init(repository: Repository, tree: ObjectID) throws(GitError) {
    self.repository = repository
    self.root = tree
    self.handle = try Self.tree(tree, in: repository)
  }

  func entry(at path: String) throws(GitError) -> TreeEntry? {
    if path.isEmpty { return TreeEntry(kind: .directory, id: root) }
    let found = try Handle.ifFound(freedBy: git_tree_entry_free) {
      git_tree_entry_bypath($0, handle.pointer, path)
    }
    guard let found else { return nil }
    return TreeEntry(found.pointer)
  }

  func entries(below directory: String) throws(GitError) -> [(path: String, entry: TreeEntry)] {
    guard let entry = try entry(at: directory), entry.kind == .directory else { return [] }
    var found: [(path: String, entry: TreeEntry)] = []
    try collect(entry.id, prefix: directory.isEmpty ? "" : directory + "/", into: &found)
    return found
  }

  private func collect(
    _ id: ObjectID, prefix: String, into found: inout [(path: String, entry: TreeEntry)]
  ) throws(GitError) {
    let tree = try Self.tree(id, in: repository)
    for position in 0..<git_tree_entrycount(tree.pointer) {
      guard let raw = git_tree_entry_byindex(tree.pointer, position),
        let name = git_tree_entry_name(raw), let entry = TreeEntry(raw)
      else { continue }
      let path = prefix + String(cString: name)
      switch entry.kind {
      case .directory: try collect(entry.id, prefix: path + "/", into: &found)
      case .file, .executable, .link: found.append((path, entry))
      case .submodule: break
      }
    }
  }

  /// A tree object, which is fetched with all below it where a treeless clone lacks it.
  private static func tree(
    _ id: ObjectID, in repository: Repository
  ) throws(GitError) -> Handle {
    if let tree = try present(id, in: repository) { return tree }
    let promised = PromisedObjects(repository: repository)
    try BlockingCall.wait { () async throws(GitError) in try await promised.fetch([id]) }
    guard let tree = try present(id, in: repository) else {
      throw GitError.missingObject(path: "", id: id)
    }
    return tree
  }

  private static func present(
    _ id: ObjectID, in repository: Repository
  ) throws(GitError) -> Handle? {
    try Handle.ifFound(freedBy: git_tree_free) { made in
      id.withRaw { git_tree_lookup(made, repository.pointer, $0) }
    }
  }
}

extension TreeEntry {
  init?(_ raw: OpaquePointer) {
    guard let id = ObjectID(git_tree_entry_id(raw)) else { return nil }
    self.init(mode: git_tree_entry_filemode(raw).rawValue, id: id)
  }
}
