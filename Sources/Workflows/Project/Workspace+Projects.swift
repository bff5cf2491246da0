internal import Files
package import GitRepository

/// Which projects there are, and which of them a command is for.
extension Workspace {
  /// The project that a command is for.
  ///
  /// - Parameters:
  ///   - name: what the person has given for it, if anything.
  ///   - isRequired: whether one of several has to be told; else the one at the root stands for them.
  /// - Throws: ``ProjectChoiceError``, and what reading configurations throws.
  package func project(named name: String?, isRequired: Bool = true) async throws -> Project {
    if let name {
      var project = try project(try await self.name(name))
      project.isNamed = true
      return project
    }
    if let nearest = try await nearest() { return try project(nearest) }
    let names = try await list().names
    if let only = names.first, names.count == 1 { return try project(only) }
    guard isRequired else { return try project(.top) }
    throw ProjectChoiceError.several(names)
  }

  /// The projects that a command is for that may be for several: at the root of the work tree all.
  ///
  /// - Parameters:
  ///   - isAll: whether all are meant, wherever the person stands.
  ///   - commit: the commit that is looked at; `nil` for the working tree.
  /// - Throws: ``ProjectChoiceError``, and of the only project what reading its configuration throws.
  package func projects(
    named name: String?, isAll: Bool, at commit: Commit? = nil
  ) async throws -> [ChosenProject] {
    guard name == nil, isAll || place.isEmpty else {
      return [ChosenProject(try await project(named: name))]
    }
    guard let commit else { return choice(try await list()) }
    return choice(try await list(of: commit))
  }

  /// The projects to prepare a revision of: the one that a person stands in or names, or all; and all
  /// at the root of the work tree where that is none.
  ///
  /// - Parameter tag: the name of a deployed tag or of a release to come. Of several projects those
  ///   are meant that a tag is a release of, and those of which that cannot be told.
  /// - Throws: as ``projects(named:isAll:at:)``.
  package func preparedProjects(
    _ tag: String?, named name: String?, isAll: Bool
  ) async throws -> [ChosenProject] {
    let isAtTop = try await isAtTop
    guard name == nil, isAll || isAtTop else {
      return [ChosenProject(try await project(named: name))]
    }
    let projects = choice(try await list())
    guard projects.count > 1, let tag = try tag.flatMap({ try repository?.tag(named: $0) }) else {
      return projects
    }
    let released = projects.filter { (try? $0.open().isRelease(tag)) ?? true }
    return released.isEmpty ? projects : released
  }

  /// Whether the person stands at the root of the work tree, and that is no project.
  private var isAtTop: Bool {
    get async throws { place.isEmpty ? try await nearest() == nil : false }
  }

  func choice(_ list: ProjectList) -> [ChosenProject] {
    list.entries.map { ChosenProject($0, in: self) }
  }

  /// The project that a person means who does not name one: the one that is found upwards from a
  /// folder, or the only one.
  package func isImplied(
    _ name: ProjectName, in folder: String, among all: [ProjectName]
  ) async -> Bool {
    if let nearest = try? await nearest(from: folder) { return nearest == name }
    return all == [name]
  }

  /// The project that is found upwards from where the person stands; `nil` where there is none up to
  /// the root.
  ///
  /// - Throws: ``ProjectChoiceError`` where the configuration that is found has several.
  func nearest() async throws -> ProjectName? { try await nearest(from: place) }

  private func nearest(from place: String) async throws -> ProjectName? {
    var folder = place
    while true {
      if let file = try committedFile(in: folder), try await !isIgnored(folder) {
        return try single(file.projects(in: folder))
      }
      if folder.isEmpty { return isConfiguredByPerson ? .top : nil }
      folder = FileSystem.directory(of: folder)
    }
  }

  /// Whether git ignores the configuration in a folder below the root, which then makes no project.
  func isIgnored(_ folder: String) async throws -> Bool {
    guard let repository, !folder.isEmpty else { return false }
    return try await repository.ignores(ProjectName(folder: folder).configurationPath)
  }

  /// All projects of the working tree, with those that a sparse checkout has left out; the one at the
  /// root where there is none.
  ///
  /// - Throws: `GitError`; also where all that git knows of are outside of the sparse checkout.
  package func list() async throws -> ProjectList {
    guard let repository else { return ProjectList(folders: [], hasTop: true) { _ in nil } }
    let folders = try await ProjectFolders(git: repository.git).inWorkTree()
    let skipped = folders.present.isEmpty && isConfiguredByPerson ? [] : folders.skipped
    if folders.present.isEmpty, let folder = skipped.first {
      throw GitError.outsideSparseCheckout(path: ProjectName(folder: folder).configurationPath)
    }
    return ProjectList(
      folders: (folders.present + skipped).sorted(), hasTop: isConfiguredByPerson
    ) { folder in
      guard !skipped.contains(folder) else { throw ProjectLeftOut() }
      return try committedFile(in: folder)
    }
  }

  /// The projects of a commit, as ``list()``.
  package func list(of commit: Commit) async throws -> ProjectList {
    guard let repository else { return try await list() }
    let tree = try repository.tree(of: commit, name: commit.id.abbreviated)
    let folders = try await ProjectFolders(git: repository.git).of(commit)
    return ProjectList(folders: folders, hasTop: isConfiguredByPerson) { folder in
      try ConfigurationFile.read(ProjectName(folder: folder), in: tree)
    }
  }

  private func single(_ names: [ProjectName]) throws -> ProjectName {
    guard let first = names.first, names.count == 1 || first.subsection == nil else {
      throw ProjectChoiceError.several(names)
    }
    return first
  }

  // MARK: By name

  /// The project that a person names: by its folder, from where they stand or from the root, or by a
  /// subsection, in a folder or upwards from where they stand.
  private func name(_ text: String) async throws -> ProjectName {
    for path in places(text) {
      try refuseSubmodule(path)
      if let file = try committedFile(in: path) ?? skippedFile(in: path) {
        guard try await !isIgnored(path) else { throw ProjectChoiceError.ignored(path) }
        return try single(file.projects(in: path))
      }
      if let name = try await subsection(at: path) { return name }
    }
    if !text.contains("/"), let name = try await subsectionUpwards(text) { return name }
    if places(text).contains(""), isConfiguredByPerson { return .top }
    throw ProjectChoiceError.unknown(text)
  }

  private func places(_ text: String) -> [String] {
    if text.hasPrefix("/") {
      return PlaceInTree(root: root).path(of: text).map { [$0] } ?? []
    }
    let fromHere = TreePath.normalized(place.isEmpty ? text : place + "/" + text)
    return [fromHere, TreePath.normalized(text)].compactMap(\.self).uniqued()
  }

  /// The folder of a project that is to be made.
  ///
  /// - Throws: ``Setup/Failure/notThere(_:)``, ``SettingsError/insideSubmodule(_:submodule:)``.
  func newFolder(_ text: String?) throws -> String {
    guard let text else { return place }
    let folder = try places(text).first { try FileSystem.kind(of: root + "/" + $0) == .directory }
    guard let folder else { throw Setup.Failure.notThere(text) }
    try refuseSubmodule(folder)
    return folder
  }

  /// The project of a path such as `svc/a/db.reports`.
  private func subsection(at path: String) async throws -> ProjectName? {
    let folder = FileSystem.directory(of: path)
    let name = ProjectName(folder: folder, subsection: FileSystem.lastPart(of: path))
    // Of what else a path may lead to, no file is read that may be broken.
    guard FileSystem.lastPart(of: path).hasPrefix(ProjectName.databasePrefix),
      let file = try committedFile(in: folder) ?? skippedFile(in: folder),
      file.projects(in: folder).contains(name), try await !isIgnored(folder)
    else { return nil }
    return name
  }

  private func subsectionUpwards(_ text: String) async throws -> ProjectName? {
    var folder = place
    while true {
      let path = folder.isEmpty ? text : folder + "/" + text
      if let name = try await subsection(at: path) { return name }
      if folder.isEmpty { return nil }
      folder = FileSystem.directory(of: folder)
    }
  }

  /// - Throws: ``SettingsError/insideSubmodule(_:submodule:)``.
  private func refuseSubmodule(_ path: String) throws {
    var folder = path
    while !folder.isEmpty {
      if try FileSystem.exists(root + "/" + folder + "/.git") {
        throw SettingsError.insideSubmodule(path, submodule: folder)
      }
      folder = FileSystem.directory(of: folder)
    }
  }
}

/// It cannot be told which project a command is for.
package enum ProjectChoiceError: Error, Hashable, Sendable {
  case several([ProjectName])
  case unknown(String)
  /// Git ignores the configuration in this folder.
  case ignored(String)
}
