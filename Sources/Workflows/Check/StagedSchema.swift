package import GitRepository
internal import ModelProviders

/// Whether what is staged has anything to do with the schema of a project.
///
/// This is asked at each commit, so it opens no database, starts no program, and takes as long in a
/// large repository as in a small one. Only differences from `HEAD` count: models and revisions that
/// did not agree there are no fault of this commit, and a deployed revision that is as it is in
/// `HEAD` is not edited by it. `git migrate check HEAD` is for what came past the hooks.
package struct StagedSchema: Sendable {
  /// The settings that would be committed.
  let configuration: Configuration
  let changes: StagedChanges
  /// Whether the commit will have a second parent, with releases of its own.
  let isMerge: Bool
  /// The folders of projects whose own files are none of this one's.
  let otherFolders: [String]

  package var name: ProjectName { configuration.project }

  /// - Throws: ``CommittedPassword`` where the configuration that would be committed holds one.
  func refusePasswords() throws {
    if let file = configuration.committed { try CommittedPassword.refuse(in: file) }
  }

  /// Whether models, revisions or the configuration change.
  package func changes() async throws -> Bool {
    if isMerge { return true }
    let settings = try Settings(configuration)
    if try await changes.exist(atOrBelow: [settings.versions, name.configurationPath]) {
      return true
    }
    switch settings.provider {
    case .sql: return try await changes.exist(matching: settings.models(for: nil))
    // Nobody knows what a program reads; Python is likely to read Python. What lies in no project's
    // folder may be everybody's.
    case .sqlalchemy, .django:
      return try await changes.exist(inFilesEndingWith: ".py", outside: otherFolders)
    case .command: return try await changes.exist(inFilesEndingWith: "", outside: otherFolders)
    }
  }

  /// Whether files among the revisions change.
  func changesRevisions() async throws -> Bool {
    if isMerge { return true }
    return try await changes.exist(atOrBelow: [Settings.versions(in: configuration)])
  }
}
