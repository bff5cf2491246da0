internal import CLibgit2

/// The entries of one tree object in git's order, which is that of the index.
struct TreeListing {
  private let handle: Handle

  init(_ id: ObjectID, in repository: Repository) throws(GitError) {
    handle = try Handle(freedBy: git_tree_free) { made in
      id.withRaw { git_tree_lookup(made, repository.pointer, $0) }
    }
  }

  /// An entry's name, a folder's with a slash at its end, and what it names.
  subscript(position: Int) -> (name: [UInt8], entry: TreeEntry)? {
    guard position < git_tree_entrycount(handle.pointer),
      let raw = git_tree_entry_byindex(handle.pointer, position),
      let text = git_tree_entry_name(raw), let entry = TreeEntry(raw)
    else { return nil }
    let name = Array(String(cString: text).utf8)
    return (entry.kind == .directory ? name + [UInt8(ascii: "/")] : name, entry)
  }
}
