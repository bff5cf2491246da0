internal import Files
internal import GitRepository

/// What runs that were killed have left behind, found and put in order by the next one.
package struct Leftovers: Sendable {
  /// How many folders with the files of commits were removed.
  package private(set) var worktreeCount = 0
  /// The files of a change that was begun and is finished now.
  package private(set) var finished: [String] = []

  init(removingFrom repository: Repository, root: String) throws {
    AtomicFile.removeAbandoned(in: repository.temporaryFolder)
    AtomicFile.removeAbandoned(in: repository.sharedTemporaryFolder)
    worktreeCount = try TemporaryWorktree.removeAbandoned(in: repository.commonDirectory)
    finished = try FileChanges.recover(root: root, journals: repository.journalFolder)
  }

  init() {}
}

extension Repository {
  /// Where files are written before they take their place.
  var temporaryFolder: String { gitDirectory + "/migrate/tmp" }

  /// The same for files that all worktrees have in common.
  var sharedTemporaryFolder: String { commonDirectory + "/migrate/tmp" }

  /// Where files that change together are noted.
  var journalFolder: String { gitDirectory + "/migrate/journal" }

  /// Where notes lie of what is on servers for as long as a command runs.
  var serverNotesFolder: String { commonDirectory + "/migrate/servers" }
}

extension Project {
  /// Where files of the working tree are written before they take their place.
  var temporaryFolder: String? { repository?.temporaryFolder }

  /// Changes of several files of the working tree.
  ///
  /// - Throws: `GitError` outside of a repository.
  func fileChanges() throws(GitError) -> FileChanges {
    guard let repository else { throw GitError.notARepository(path: root) }
    return FileChanges(root: root, journals: repository.journalFolder)
  }
}
