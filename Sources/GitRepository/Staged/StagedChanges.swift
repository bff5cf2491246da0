internal import Files

/// How what is staged differs from a commit, found without reading all that is staged.
///
/// The time depends on the folders with changes; of the rest of the index no more is looked at than
/// where each entry begins. What is not read here, such as a split index, git itself is asked about.
package struct StagedChanges: Sendable {
  private let repository: Repository
  private let index: IndexFile?
  /// The tree of the commit; `nil` before the first one.
  private let tree: ObjectID?

  init(repository: Repository, since commit: Commit?) {
    self.repository = repository
    index = IndexFile(path: repository.indexFile)
    tree = commit?.tree
  }

  /// The staged content of a file, or `nil` where none is staged.
  package func bytes(at path: String) async throws -> [UInt8]? {
    let bytes = Array(path.utf8)
    if let index, !index.hasLink(onWayTo: bytes) {
      guard let position = index.position(of: bytes) else { return nil }
      if index.isWhole(at: position),
        let content = try repository.blob(index.entry(at: position).id)
      {
        return content
      }
    }
    return try await repository.index().bytes(at: path)
  }

  /// The folders that have a configuration of their own, which a commit would record; in byte order.
  package func configuredFolders() async throws -> [String] {
    if let folders = configuredFoldersAtHand { return folders }
    let paths = try await repository.index().paths(below: "")
    return ProjectFolders.folders(
      ofConfigurations: paths.filter(ProjectFolders.isConfiguration))
  }

  /// The same for a caller that must not wait for a program; `nil` where only git reads the index.
  package var configuredFoldersAtHand: [String]? {
    index.map { index in
      ProjectFolders.folders(
        ofConfigurations: index.configurationFiles.filter { !index.isAnnounced(at: $0) }
          .map { String(decoding: index.path(at: $0), as: UTF8.self) })
    }
  }

  /// Whether something changes at or below one of the paths.
  ///
  /// A symbolic link counts as a change, for it may lead to one.
  package func exist(atOrBelow paths: [String]) async throws(GitError) -> Bool {
    guard let index, let differs = try? differs(index, at: paths) else {
      return try await askGit(paths.map { ":(top,literal)" + (PathText.inTree($0) ?? "") })
    }
    return differs
  }

  /// Whether something changes at or below one of the paths, or in a file that one matches.
  package func exist(matching paths: [String]) async throws(GitError) -> Bool {
    if try await exist(atOrBelow: paths) { return true }
    for glob in paths.compactMap(PathGlob.init) where try mayExist(matching: glob) {
      if try await askGit(PathGlob.pathspecs(glob.text)) { return true }
    }
    return false
  }

  /// Whether a file changes whose folder and name are such as a match has.
  private func mayExist(matching glob: PathGlob) throws(GitError) -> Bool {
    guard let index, let folder = PathText.inTree(glob.folder) else { return true }
    let bytes = Array(folder.utf8)
    let positions = index.folder(at: bytes)
    if index.hasLink(onWayTo: bytes) || index.hasLink(in: positions.positions) { return true }
    guard let tree else { return true }
    let entries = try CommitEntries(repository: repository, tree: tree)
    let entry = bytes.isEmpty ? nil : try entries.entry(at: folder)
    guard entry == nil || entry?.kind == .directory else { return true }
    let recorded = bytes.isEmpty ? tree : entry?.id
    return try FolderComparison(
      repository: repository, index: index, ending: Array(glob.ending.utf8)
    ).differs(positions, from: recorded)
  }

  /// Whether a file changes, anywhere, whose name ends in this way.
  ///
  /// - Parameter folders: those that do not count, each with a file that is staged.
  package func exist(
    inFilesEndingWith ending: String, outside folders: [String] = []
  ) async throws(GitError) -> Bool {
    guard let index, let differs = try? differs(index, ending, outside: folders) else {
      return try await askGit(
        [":(top)*" + ending] + folders.map { ":(top,exclude,literal)" + $0 })
    }
    return differs
  }

  // MARK: In the index as it lies on disk

  private func differs(
    _ index: IndexFile, _ ending: String, outside folders: [String]
  ) throws(GitError) -> Bool {
    var comparison = FolderComparison(
      repository: repository, index: index, ending: Array(ending.utf8))
    comparison.leftOut = Set(folders.map { Array($0.utf8) })
    return try comparison.differs(index.folder(at: []), from: tree)
  }

  private func differs(_ index: IndexFile, at paths: [String]) throws(GitError) -> Bool {
    let head = try tree.map { id throws(GitError) in
      try CommitEntries(repository: repository, tree: id)
    }
    for path in paths {
      guard let path = PathText.inTree(path) else { return true }
      if try differs(index, at: path, from: try head?.entry(at: path)) { return true }
    }
    return false
  }

  private func differs(
    _ index: IndexFile, at path: String, from entry: TreeEntry?
  ) throws(GitError) -> Bool {
    let bytes = Array(path.utf8)
    let folder = index.folder(at: bytes)
    if index.hasLink(onWayTo: bytes) || index.hasLink(in: folder.positions) { return true }
    if let position = index.position(of: bytes), !index.isAnnounced(at: position) {
      return index.isConflict(at: position) || index.entry(at: position) != entry
    }
    guard entry == nil || entry?.kind == .directory else { return true }
    return try FolderComparison(repository: repository, index: index, ending: [])
      .differs(folder, from: entry?.id)
  }

  // MARK: By git

  private func askGit(_ pathspecs: [String]) async throws(GitError) -> Bool {
    let arguments = ["diff", "--cached", "--name-only", (tree ?? Self.emptyTree).hex, "--"]
    return try await !repository.git.run(arguments + pathspecs).isEmpty
  }

  /// The tree without files, which every repository knows.
  private static let emptyTree = ObjectID(
    first: 0x4b82_5dc6_42cb_6eb9, middle: 0xa060_e54b_f8d6_9288, last: 0xfbee_4904)
}

extension Repository {
  /// How what is staged, in a hook what is being committed, differs from a commit.
  ///
  /// - Parameter commit: `nil` before the first one.
  package func stagedChanges(since commit: Commit?) -> StagedChanges {
    StagedChanges(repository: self, since: commit)
  }
}

extension IndexFile {
  /// The folder at a path, which may be empty.
  fileprivate func folder(at path: [UInt8]) -> FolderComparison.Folder {
    var known = knownTrees.root
    for name in path.split(separator: UInt8(ascii: "/")) {
      known = known.flatMap { knownTrees.folder(name, in: $0) }
    }
    return FolderComparison.Folder(
      positions: positions(below: path), pathLength: path.isEmpty ? 0 : path.count + 1,
      known: known)
  }

  /// Whether a path, or a folder that it leads through, is a symbolic link.
  fileprivate func hasLink(onWayTo path: [UInt8]) -> Bool {
    let ends = path.indices.filter { path[$0] == UInt8(ascii: "/") } + [path.count]
    return ends.contains { end in
      position(of: Array(path[..<end])).map { entry(at: $0).kind == .link } ?? false
    }
  }

  /// Whether the entry is what a commit would record at its path.
  fileprivate func isWhole(at position: Int) -> Bool {
    !isConflict(at: position) && !isAnnounced(at: position)
  }

  fileprivate func hasLink(in positions: Range<Int>) -> Bool {
    positions.contains { entry(at: $0).kind == .link }
  }
}
