package import Files
internal import Glibc
internal import Signals

/// A private folder for a tree's files, which exists while a piece of work runs.
///
/// It is `<common directory>/migrate/worktrees/<process>-<random>/`, with a lock file beside it
/// that tells a later run whether its maker still lives. `git worktree` would do more than is
/// wanted: it leaves a branch, an administrative entry, and debris when it is killed.
package struct TemporaryWorktree {
  /// Where the tree's files are.
  package let directory: String

  /// An index for git's own use, so that the user's stays untouched.
  let indexFile: String

  let repository: Repository

  /// Makes the folder, runs `body` and removes the folder, also after an error.
  ///
  /// What earlier runs have left behind is removed first.
  package static func with<Result>(
    of repository: Repository, _ body: (TemporaryWorktree) async throws -> Result
  ) async throws -> Result {
    let parent = parent(in: repository.commonDirectory)
    try FileSystem.createDirectory(parent)
    try removeAbandoned(in: repository.commonDirectory)
    let name = "\(getpid())-" + String(UInt64.random(in: .min ... .max), radix: 16)
    let lock = try LockFile.create(parent + "/" + name + lockSuffix)
    let undoing = Termination.register { remove(lock) }
    defer {
      Termination.forget(undoing)
      remove(lock)
    }
    return try await body(try make(folder(of: lock), for: repository))
  }

  /// Removes the folders of processes that have ended without doing so.
  ///
  /// - Returns: how many there were.
  @discardableResult
  package static func removeAbandoned(in commonDirectory: String) throws(FileError) -> Int {
    let parent = parent(in: commonDirectory)
    guard try FileSystem.kind(of: parent) == .directory else { return 0 }
    var count = 0
    for name in try FileSystem.entries(of: parent) where name.hasSuffix(lockSuffix) {
      guard let lock = LockFile.seize(parent + "/" + name) else { continue }
      if remove(lock) { count += 1 }
    }
    return count
  }

  private static let lockSuffix = ".lock"

  private static func parent(in commonDirectory: String) -> String {
    commonDirectory + "/migrate/worktrees"
  }

  private static func folder(of lock: LockFile) -> String {
    String(lock.path.dropLast(lockSuffix.count))
  }

  /// Removes the folder that a lock stands for, and then the lock.
  ///
  /// Where that is refused, the lock file stays without an owner, and the next run tries again.
  @discardableResult
  private static func remove(_ lock: LockFile) -> Bool {
    let isRemoved = (try? FileSystem.remove(folder(of: lock))) != nil
    lock.release(keepingFile: !isRemoved)
    return isRemoved
  }

  private static func make(
    _ folder: String, for repository: Repository
  ) throws(FileError) -> TemporaryWorktree {
    let directory = folder + "/files"
    guard mkdir(folder, 0o700) == 0 else { throw FileError(.create, folder) }
    guard mkdir(directory, 0o700) == 0 else { throw FileError(.create, directory) }
    return TemporaryWorktree(
      directory: directory, indexFile: folder + "/index", repository: repository)
  }
}
