internal import Files
internal import GitRepository

/// Whether a person is to be told that their clone has no hooks, though others of the project may.
///
/// Hooks are no part of what is cloned. It is said once in a clone, and not where somebody has left
/// them out or taken them away.
package struct HookReminder {
  private let project: Project
  private let repository: Repository

  /// - Returns: `nil` outside of any repository.
  package init?(_ project: Project) {
    guard let repository = project.repository else { return nil }
    self.project = project
    self.repository = repository
  }

  /// - Throws: what reading the repository throws.
  package func isDue() async throws -> Bool {
    guard try !FileSystem.exists(path) else { return false }
    let settings = try CloneSettings(repository)
    guard settings.hasRemote, !isSwitchedOff, try isShared else { return false }
    return try await !HookInstaller(project: project).isInstalled(settings)
  }

  /// Keeps it from being said again.
  package func settle() throws {
    try FileSystem.createDirectory(FileSystem.directory(of: path))
    try AtomicFile.write([], to: path, by: repository.sharedTemporaryFolder)
  }

  /// Lets it be said again, for hooks that were installed and are gone one day.
  func reopen() throws { if try FileSystem.exists(path) { try FileSystem.remove(path) } }

  private var path: String { repository.commonDirectory + "/migrate/hooks-settled" }

  private var isSwitchedOff: Bool {
    project.configuration.string("migrate.hook") == HookRun.Mode.off.rawValue
  }

  /// Whether all who clone the repository have the project.
  private var isShared: Bool {
    get throws {
      guard let head = try repository.head() else { return false }
      let tree = try repository.tree(of: head, name: "HEAD")
      return try tree.objectID(at: project.name.configurationPath) != nil
    }
  }
}

extension HookInstaller {
  /// Whether something of ours runs at a commit, as far as files tell.
  fileprivate func isInstalled(_ settings: CloneSettings) async throws -> Bool {
    if settings.hookCommands.contains(where: HookScript.isOurs) { return true }
    let event = HookScript.events[0]
    let usual = repository.map { $0.commonDirectory + "/hooks" } ?? ""
    if !settings.movesHooks, try isOurs(usual + "/" + event) { return true }
    guard let folder = try await repository?.git.hooksDirectory() else { return false }
    if try isOurs(folder + "/" + event) { return true }
    guard let manager = try HookManager.of(root: project.root, hooksFolder: folder) else {
      return false
    }
    return try manager.files(for: [event], root: project.root, hooksFolder: folder)
      .contains { try manager.missing([event], in: text(of: $0.path)).isEmpty }
  }

  private func isOurs(_ path: String) throws -> Bool {
    guard FileSystem.isExecutable(path), let bytes = try FileSystem.bytes(at: path) else {
      return false
    }
    return HookScript.isOurs(String(decoding: bytes, as: UTF8.self))
  }
}

extension HookScript {
  /// Whether a hook runs this program, wherever the line has come from.
  static func isOurs(_ text: String) -> Bool {
    text.contains("git-migrate hook run") || text.contains("git migrate hook run")
      || text.contains("git-migrate check") || text.contains("git migrate check")
  }
}
