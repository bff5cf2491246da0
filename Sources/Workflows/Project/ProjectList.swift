package import GitRepository

/// The projects that the configurations of some folders tell of, outer ones first.
///
/// This is the one place in which folders become projects: of the working tree, of a commit, of what
/// is staged.
package struct ProjectList: Sendable {
  /// A project as far as its configuration can be read: one that cannot is no reason to leave the
  /// others alone.
  struct Entry: Sendable {
    let name: ProjectName
    /// The committed file; `nil` for what only the person's own settings make a project.
    let file: Result<ConfigurationFile?, any Error>
  }

  let entries: [Entry]

  /// - Parameters:
  ///   - folders: those that may have a configuration.
  ///   - hasTop: whether the person's own settings make a project at the root.
  ///   - read: the configuration of a folder; `nil` where it has none.
  init(
    folders: [String], hasTop: Bool, reading read: (String) throws -> ConfigurationFile?
  ) {
    let found = folders.flatMap { folder in Self.entries(in: folder, reading: read) }
    let isMissing = found.isEmpty || hasTop
    entries =
      isMissing && !found.contains { $0.name.folder.isEmpty }
      ? [Entry(name: .top, file: .success(nil))] + found : found
  }

  private static func entries(
    in folder: String, reading read: (String) throws -> ConfigurationFile?
  ) -> [Entry] {
    do {
      guard let file = try read(folder) else { return [] }
      return file.projects(in: folder).map { Entry(name: $0, file: .success(file)) }
    } catch {
      return [Entry(name: ProjectName(folder: folder), file: .failure(error))]
    }
  }

  package var names: [ProjectName] { entries.map(\.name) }

  /// Those whose files can be read; what is wrong with one is told where that is used.
  var readable: [(name: ProjectName, committed: ConfigurationFile?)] {
    entries.compactMap { entry in
      guard case .success(let file) = entry.file else { return nil }
      return (entry.name, file)
    }
  }
}

extension Workspace {
  /// The projects that git knows of, as their files are in the working tree.
  ///
  /// - Parameter folders: see `StagedChanges`.
  func known(in folders: [String]) -> ProjectList {
    ProjectList(folders: folders, hasTop: isConfiguredByPerson, reading: committedFile)
  }
}

/// One of the projects that a command is for.
package struct ChosenProject: Sendable {
  package let name: ProjectName
  private let project: Result<Project, any Error>

  private init(name: ProjectName, project: Result<Project, any Error>) {
    self.name = name
    self.project = project
  }

  package init(_ project: Project) { self.init(name: project.name, project: .success(project)) }

  init(_ entry: ProjectList.Entry, in workspace: Workspace) {
    self.init(
      name: entry.name,
      project: Result {
        _ = try entry.file.get()
        return try workspace.project(entry.name)
      })
  }

  /// - Parameter failure: why it cannot be worked with.
  init(name: ProjectName, failure: any Error) { self.init(name: name, project: .failure(failure)) }

  /// Whether a sparse checkout has left it out.
  package var isLeftOut: Bool {
    guard case .failure(is ProjectLeftOut) = project else { return false }
    return true
  }

  /// - Throws: why it cannot be worked with, such as a configuration that cannot be read.
  package func open() throws -> Project { try project.get() }
}

extension [ChosenProject] {
  /// Those that can be opened.
  package var opened: [Project] { compactMap { try? $0.open() } }
}

/// A sparse checkout has left the project out, which is no fault.
struct ProjectLeftOut: Error {}
