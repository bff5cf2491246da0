package import GitRepository

/// The projects of what is staged.
///
/// They are found in the index in the same walk that finds what is staged.
package struct StagedProjects: Sendable {
  let workspace: Workspace
  let changes: StagedChanges
  /// Whether the commit will have a second parent, with releases of its own.
  let isMerge: Bool
  /// The commit before the one that is staged; `nil` before the first one.
  let head: Commit?

  package init(_ workspace: Workspace, repository: Repository) throws {
    self.workspace = workspace
    head = try repository.head()
    changes = repository.stagedChanges(since: head)
    if case .merge = repository.operation { isMerge = true } else { isMerge = false }
  }

  /// A project of what is staged, or why its configuration cannot be read.
  typealias Staged = (name: ProjectName, schema: Result<StagedSchema, any Error>)

  /// All of them, outer ones first.
  ///
  /// The one at the root is among them also where its configuration is not staged.
  func all() async throws -> [Staged] {
    let folders = try await changes.configuredFolders()
    var projects: [Staged] = []
    for folder in folders.contains("") ? folders : [""] + folders {
      do {
        for name in try await names(in: folder) {
          projects.append((name, .success(try await schema(name, among: folders))))
        }
      } catch {
        projects.append((ProjectName(folder: folder), .failure(error)))
      }
    }
    return projects
  }

  private func names(in folder: String) async throws -> [ProjectName] {
    guard let file = try await file(in: folder) else { return [ProjectName(folder: folder)] }
    return file.projects(in: folder)
  }

  /// Those that a person means: at the root of the work tree all.
  ///
  /// - Parameters:
  ///   - name: the one that they name, if they do.
  ///   - isAll: whether all are meant, wherever they stand.
  package func schemas(named name: String?, isAll: Bool) async throws -> [StagedSchema] {
    guard name == nil, isAll || workspace.place.isEmpty else {
      return [try await schema(workspace.project(named: name).name)]
    }
    let schemas = try await all().map { try $0.schema.get() }
      .filter(\.configuration.isConfigured)
    return try await schemas.isEmpty ? [schema(.top)] : schemas
  }

  /// One of them, or what the working tree says of it.
  private func schema(_ name: ProjectName) async throws -> StagedSchema {
    try await schema(name, among: changes.configuredFolders())
  }

  private func schema(_ name: ProjectName, among folders: [String]) async throws -> StagedSchema {
    let file = try await file(in: name.folder) ?? workspace.committedFile(in: name.folder)
    return StagedSchema(
      configuration: workspace.configuration(of: name, committed: file), changes: changes,
      isMerge: isMerge, otherFolders: folders.filter { !name.folder.isAtOrBelow($0) })
  }

  private func file(in folder: String) async throws -> ConfigurationFile? {
    let path = ProjectName(folder: folder).configurationPath
    guard let bytes = try await changes.bytes(at: path) else { return nil }
    return try ConfigurationFile.parse(String(decoding: bytes, as: UTF8.self), path: path)
  }
}

extension String {
  /// Whether a folder is another one, or lies in it at any depth.
  func isAtOrBelow(_ folder: String) -> Bool {
    folder.isEmpty || self == folder || hasPrefix(folder + "/")
  }
}
