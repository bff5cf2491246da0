internal import Files

/// The files that a commit of the index would record.
///
/// Files announced with `git add --intent-to-add` are not among them.
package struct IndexTree: Tree {
  package let name = "the index"

  private let entries: IndexEntries
  let reader: TreeReader

  init(repository: Repository, records: [IndexRecord]) {
    self.entries = IndexEntries(records)
    self.reader = TreeReader(repository: repository, entries: entries)
  }

  /// Whether a merge has left paths unresolved; they have our side's content here.
  package var hasConflicts: Bool { entries.hasConflicts }

  package func bytes(at path: String) throws -> [UInt8]? {
    try reader.bytes(at: path)
  }

  package func contents(below path: String) throws -> [(path: String, bytes: [UInt8])] {
    try reader.contents(below: path)
  }

  package func paths(below path: String) throws -> [String] {
    try reader.paths(below: path)
  }

  package func withDirectory<Result>(
    _ body: (String) async throws -> Result
  ) async throws -> Result {
    try await TemporaryWorktree.with(of: reader.repository) { worktree in
      try await worktree.checkOut(entries)
      return try await body(worktree.directory)
    }
  }
}
