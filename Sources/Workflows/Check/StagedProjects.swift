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
    return schemas(of: try await list(folders.contains("") ? folders : [""] + folders), folders)
  }

  /// The projects that the staged configurations tell of.
  private func list(_ folders: [String]) async throws -> ProjectList {
    var files: [String: Result<ConfigurationFile?, any Error>] = [:]
    for folder in folders { files[folder] = await stagedFile(in: folder) }
    return ProjectList(folders: folders, hasTop: workspace.isConfiguredByPerson) { folder in
      let staged = try files[folder]?.get() ?? nil
      return try staged ?? workspace.committedFile(in: folder)
    }
  }

  private func stagedFile(in folder: String) async -> Result<ConfigurationFile?, any Error> {
    do { return .success(try await file(in: folder)) } catch { return .failure(error) }
  }

  private func schemas(of list: ProjectList, _ folders: [String]) -> [Staged] {
    list.entries.map { entry in
      (entry.name, entry.file.map { schema(entry.name, $0, among: folders) })
    }
  }

  /// Those that a person means: at the root of the work tree all; where none is staged those of the
  /// working tree.
  private func schemas(named name: String?, isAll: Bool) async throws -> [Staged] {
    guard name == nil, isAll || workspace.place.isEmpty else {
      let name = try await workspace.project(named: name).name
      return [(name, .success(try await schema(name)))]
    }
    // What is broken may say where models are.
    let staged = try await all().filter { project in
      (try? project.schema.get().configuration.isConfigured) ?? true
    }
    return try await staged.isEmpty ? schemas(of: workspace.list(), []) : staged
  }

  /// The projects to look at, and the names of all those that a person means.
  ///
  /// - Parameters:
  ///   - name: the one that they name, if they do.
  ///   - isAll: whether all are meant, wherever they stand.
  ///   - onlyTouched: whether to look only at those that what is staged concerns.
  package func projects(
    named name: String?, isAll: Bool, onlyTouched: Bool
  ) async throws -> (chosen: [ChosenProject], names: [ProjectName]) {
    let meant = try await schemas(named: name, isAll: isAll)
    var chosen: [ChosenProject] = []
    for (name, schema) in meant {
      do {
        if onlyTouched, try await !schema.get().changes() { continue }
        chosen.append(ChosenProject(try workspace.project(name)))
      } catch {
        chosen.append(ChosenProject(name: name, failure: error))
      }
    }
    return (chosen, meant.map(\.name))
  }

  /// One of them, or what the working tree says of it.
  private func schema(_ name: ProjectName) async throws -> StagedSchema {
    let file = try await file(in: name.folder) ?? workspace.committedFile(in: name.folder)
    return schema(name, file, among: try await changes.configuredFolders())
  }

  private func schema(
    _ name: ProjectName, _ file: ConfigurationFile?, among folders: [String]
  ) -> StagedSchema {
    StagedSchema(
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
