internal import Files
internal import GitRepository

/// Removes what makes nothing wrong by being gone.
package struct GarbageCollection: Sendable {
  package var snapshotCount: Int
  /// In bytes.
  package var snapshotSize: Int
  /// Folders that runs have left behind which were killed.
  package var worktreeCount: Int

  /// - Throws: `FileError` where a file cannot be removed.
  package static func run(in workspace: Workspace) throws -> GarbageCollection {
    guard let repository = workspace.repository else {
      throw GitError.notARepository(path: workspace.root)
    }
    let directory = repository.commonDirectory
    let snapshots = try SnapshotCache(commonDirectory: directory).clear()
    return GarbageCollection(
      snapshotCount: snapshots.count, snapshotSize: snapshots.size,
      worktreeCount: workspace.leftovers.worktreeCount)
  }
}
