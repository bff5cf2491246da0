package import GitRepository
internal import ModelProviders

/// Whether what is staged has anything to do with the schema.
///
/// This is asked at each commit, so it opens no database, starts no program, and takes as long in a
/// large repository as in a small one. Only differences from `HEAD` count: models and revisions that
/// did not agree there are no fault of this commit, and a deployed revision that is as it is in
/// `HEAD` is not edited by it. `git migrate check HEAD` is for what came past the hooks.
package struct StagedSchema: Sendable {
  let project: Project
  let changes: StagedChanges
  /// Whether the commit will have a second parent, with releases of its own.
  let isMerge: Bool
  /// The commit before the one that is staged; `nil` before the first one.
  let head: Commit?

  package init(project: Project, repository: Repository) throws {
    self.project = project
    head = try repository.head()
    changes = repository.stagedChanges(since: head)
    if case .merge = repository.operation { isMerge = true } else { isMerge = false }
  }

  /// The settings that would be committed.
  func configuration() async throws -> Configuration {
    try project.configuration(
      committed: try await changes.bytes(at: ConfigurationFile.name))
  }

  /// - Throws: ``CommittedPassword`` where the configuration that would be committed holds one.
  func refusePasswords() async throws {
    guard let bytes = try await changes.bytes(at: ConfigurationFile.name) else { return }
    try CommittedPassword.refuse(in: String(decoding: bytes, as: UTF8.self))
  }

  /// Whether models, revisions or the configuration change.
  package func changes() async throws -> Bool {
    if isMerge { return true }
    let settings = try Settings(try await configuration())
    if try await changes.exist(atOrBelow: [settings.versions, ConfigurationFile.name]) {
      return true
    }
    switch settings.provider {
    case .sql: return try await changes.exist(atOrBelow: settings.models(for: nil))
    // Nobody knows what a program reads; Python is likely to read Python.
    case .sqlalchemy: return try await changes.exist(inFilesEndingWith: ".py")
    case .command: return try await changes.exist(atOrBelow: ["."])
    }
  }

  /// Whether files among the revisions change.
  func changesRevisions() async throws -> Bool {
    if isMerge { return true }
    let versions = try Settings.versions(in: try await configuration())
    return try await changes.exist(atOrBelow: [versions])
  }
}
