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
      var project = try project(try self.name(name))
      project.isNamed = true
      return project
    }
    if let nearest = try nearest() { return try project(nearest) }
    let names = try await allNames()
    if let only = names.first, names.count == 1 { return try project(only) }
    guard isRequired else { return try project(.top) }
    throw ProjectChoiceError.several(names)
  }

  /// The projects that a command is for that may be for several: at the root of the work tree all.
  ///
  /// - Parameters:
  ///   - isAll: whether all are meant, wherever the person stands.
  ///   - commit: the commit that is looked at; `nil` for the working tree.
  /// - Throws: ``ProjectChoiceError``, and what reading configurations throws.
  package func projects(
    named name: String?, isAll: Bool, at commit: Commit? = nil
  ) async throws -> [Project] {
    guard name == nil, isAll || place.isEmpty else { return [try await project(named: name)] }
    guard let commit else { return try await allNames().map(project) }
    return try await allNames(of: commit).map(project)
  }

  /// The projects to prepare a revision of: the one that a person stands in or names, or all; and all
  /// at the root of the work tree where that is none.
  ///
  /// - Parameter tag: the name of a deployed tag or of a release to come. Of several projects those
  ///   are meant that a tag is a release of.
  /// - Throws: ``ProjectChoiceError``, and what reading configurations throws.
  package func preparedProjects(
    _ tag: String?, named name: String?, isAll: Bool
  ) async throws -> [Project] {
    guard name == nil, try isAll || place.isEmpty && nearest() == nil else {
      return [try await project(named: name)]
    }
    let projects = try await allNames().map(project)
    guard projects.count > 1, let tag = try tag.flatMap({ try repository?.tag(named: $0) }) else {
      return projects
    }
    let released = try projects.filter { try $0.isRelease(tag) }
    return released.isEmpty ? projects : released
  }

  /// The project that a person means who does not name one: the one that is found upwards from a
  /// folder, or the only one.
  package func isImplied(_ name: ProjectName, in folder: String, among all: [ProjectName]) -> Bool {
    if let nearest = try? nearest(from: folder) { return nearest == name }
    return all == [name]
  }

  /// The project that is found upwards from where the person stands; `nil` where there is none up to
  /// the root.
  ///
  /// - Throws: ``ProjectChoiceError`` where the configuration that is found has several.
  func nearest() throws -> ProjectName? { try nearest(from: place) }

  private func nearest(from place: String) throws -> ProjectName? {
    var folder = place
    while true {
      if let file = try committedFile(in: folder) { return try single(file.projects(in: folder)) }
      if folder.isEmpty { return isConfiguredByPerson ? .top : nil }
      folder = FileSystem.directory(of: folder)
    }
  }

  /// All projects of the working tree, outer ones first; the one at the root where there is none.
  package func allNames() async throws -> [ProjectName] {
    guard let repository else { return [.top] }
    return withTop(
      try await ProjectFolders(git: repository.git).inWorkTree().flatMap { folder in
        try committedFile(in: folder)?.projects(in: folder) ?? []
      })
  }

  /// All projects of a commit, as ``allNames()``.
  package func allNames(of commit: Commit) async throws -> [ProjectName] {
    guard let repository else { return [.top] }
    let tree = try repository.tree(of: commit, name: commit.id.abbreviated)
    return withTop(
      try await ProjectFolders(git: repository.git).of(commit).flatMap { folder in
        let file = try ConfigurationFile.read(ProjectName(folder: folder), in: tree)
        return file?.projects(in: folder) ?? []
      })
  }

  private func withTop(_ names: [ProjectName]) -> [ProjectName] {
    let isMissing = names.isEmpty || isConfiguredByPerson
    return isMissing && !names.contains { $0.folder.isEmpty } ? [.top] + names : names
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
  private func name(_ text: String) throws -> ProjectName {
    for path in places(text) {
      try refuseSubmodule(path)
      if let file = try committedFile(in: path) { return try single(file.projects(in: path)) }
      if let name = try subsection(at: path) { return name }
    }
    if !text.contains("/"), let name = try subsectionUpwards(text) { return name }
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
  private func subsection(at path: String) throws -> ProjectName? {
    let folder = FileSystem.directory(of: path)
    let name = ProjectName(folder: folder, subsection: FileSystem.lastPart(of: path))
    guard let file = try committedFile(in: folder), file.projects(in: folder).contains(name) else {
      return nil
    }
    return name
  }

  private func subsectionUpwards(_ text: String) throws -> ProjectName? {
    var folder = place
    while true {
      if let name = try subsection(at: folder.isEmpty ? text : folder + "/" + text) { return name }
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
}
