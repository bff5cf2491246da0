internal import Files
internal import GitRepository

/// Puts the hooks where git looks for them, and takes them away again.
package struct HookInstaller {
  let project: Project

  package init(project: Project) { self.project = project }

  /// What happened to one hook.
  package enum Result: Hashable, Sendable {
    /// Paths are relative to the work tree where they are below it.
    case created(path: String)
    /// Our lines were put into a file that was there.
    case inserted(path: String)
    case unchanged(path: String)
    /// Our lines were taken out of a file.
    case removed(path: String)
    /// A file of which all was ours is gone.
    case deleted(path: String)
    /// Another program looks after the hooks, by a file of the project's that lacks our lines.
    case managed(by: HookManager, file: String, events: [String])
    /// The hook is no shell script; the line is for a person to add.
    case foreign(path: String, line: String)
    /// The hook is a symbolic link to a file that may have other users.
    case linked(path: String, line: String)
    /// The hook may not be executed, so git ignores it.
    case ignored(path: String)
    /// The folder is neither in the work tree nor in the repository, so others use it too.
    case outside(folder: String, event: String, line: String)
  }

  /// - Parameter followsCheckouts: whether to install the hook that looks at the database too.
  /// - Throws: `GitError`, `FileError`.
  package func install(followsCheckouts: Bool = false) async throws -> [Result] {
    let repository = try requiredRepository()
    try HookReminder(project)?.reopen()
    let events = followsCheckouts ? HookScript.allEvents : HookScript.events
    if try await Self.readsConfiguredHooks(repository.git) {
      return try await removeFromFiles(repository) + configure(repository, followsCheckouts)
    }
    let folder = try await repository.git.hooksDirectory()
    if let manager = try HookManager.of(root: project.root, hooksFolder: folder) {
      return try manager.files(for: events, root: project.root, hooksFolder: folder).map {
        let missing = try manager.missing($0.events, in: text(of: $0.path))
        return missing.isEmpty
          ? .unchanged(path: $0.path) : .managed(by: manager, file: $0.path, events: missing)
      }
    }
    guard isInside(folder, repository) else {
      return events.map {
        .outside(folder: folder, event: $0, line: Self.line(for: $0))
      }
    }
    try FileSystem.createDirectory(folder)
    return try events.map { try install($0, in: folder) }
  }

  func text(of path: String) throws -> String {
    let bytes = try FileSystem.bytes(at: path.hasPrefix("/") ? path : project.root + "/" + path)
    return String(decoding: bytes ?? [], as: UTF8.self)
  }

  /// - Throws: `GitError`, `FileError`.
  package func uninstall() async throws -> [Result] {
    let repository = try requiredRepository()
    try HookReminder(project)?.settle()
    return try await removeFromFiles(repository) + removeFromConfiguration(repository)
  }

  var repository: Repository? { project.repository }

  private func requiredRepository() throws -> Repository {
    guard let repository = project.repository else {
      throw GitError.notARepository(path: project.root)
    }
    return repository
  }

  // MARK: Configuration

  private static func readsConfiguredHooks(_ git: GitCommand) async throws -> Bool {
    try await git.gitVersion() >= ConfiguredHook.firstVersion
  }

  private func configure(
    _ repository: Repository, _ followsCheckouts: Bool
  ) async throws -> [Result] {
    var results: [Result] = []
    for hook in followsCheckouts ? ConfiguredHook.all : [.commits] {
      let path = shown(repository.commonDirectory + "/config")
      let hasChanged = try await hook.write(with: repository.git)
      results.append(hasChanged ? .inserted(path: path) : .unchanged(path: path))
    }
    return results
  }

  private func removeFromConfiguration(_ repository: Repository) async throws -> [Result] {
    var results: [Result] = []
    for hook in ConfiguredHook.all where try await hook.remove(with: repository.git) {
      results.append(.removed(path: shown(repository.commonDirectory + "/config")))
    }
    return results
  }

  // MARK: Files

  private func install(_ event: String, in folder: String) throws -> Result {
    let path = folder + "/" + event
    let line = Self.line(for: event)
    guard let file = try HookFile.read(path) else {
      try AtomicFile.write(
        Array(HookScript.text(for: event).utf8), to: path, by: repository?.sharedTemporaryFolder,
        isExecutable: true)
      return .created(path: shown(path))
    }
    if file.isLink { return .linked(path: shown(path), line: line) }
    guard HookScript.isShellScript(file.bytes) else {
      return .foreign(path: shown(path), line: line)
    }
    guard file.isExecutable else { return .ignored(path: shown(path)) }
    let new = HookScript.inserting(event, into: file.bytes)
    guard new != file.bytes else { return .unchanged(path: shown(path)) }
    try file.replace(with: new, by: repository?.sharedTemporaryFolder)
    return .inserted(path: shown(path))
  }

  /// Looks at git's own folder too: hooks may have been put there before `core.hooksPath` was set.
  private func removeFromFiles(_ repository: Repository) async throws -> [Result] {
    var folders = [repository.commonDirectory + "/hooks"]
    let current = try await repository.git.hooksDirectory()
    if current != folders[0] { folders.append(current) }
    return try folders.flatMap { folder in
      try HookScript.allEvents.compactMap { try uninstall(folder + "/" + $0) }
    }
  }

  private func uninstall(_ path: String) throws -> Result? {
    guard let file = try HookFile.read(path), !file.isLink else { return nil }
    let rest = HookScript.removing(from: file.bytes)
    guard rest != file.bytes else { return nil }
    if HookScript.isEmpty(rest) {
      try FileSystem.remove(path)
      return .deleted(path: shown(path))
    }
    try file.replace(with: rest, by: repository?.sharedTemporaryFolder)
    return .removed(path: shown(path))
  }

  private func isInside(_ folder: String, _ repository: Repository) -> Bool {
    [project.root, repository.commonDirectory].contains { folder.hasPrefix($0 + "/") }
  }

  private func shown(_ path: String) -> String {
    path.hasPrefix(project.root + "/") ? String(path.dropFirst(project.root.count + 1)) : path
  }

  private static func line(for event: String) -> String {
    HookScript.command(for: event, arguments: "\"$@\"")
  }
}
