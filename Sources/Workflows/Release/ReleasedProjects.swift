internal import GitRepository

extension Workspace {
  /// The projects that a tag is a release of: those whose tag pattern its name matches, and the one
  /// that the person stands in; where they name one, that alone.
  ///
  /// - Parameters:
  ///   - tag: the name of a tag that is or is to be.
  ///   - isAll: whether the person means all projects, wherever they stand.
  /// - Throws: ``Release/Failure``, ``ProjectChoiceError``, ``SharedVersions``, and what reading
  ///   configurations throws, for a project that cannot be read may be one of them.
  package func releasedProjects(
    _ tag: String, named name: String?, isAll: Bool
  ) async throws -> [Project] {
    let meant = try await meantProjects(tag, named: name, isAll: isAll)
    return try await refusingSharedVersions(of: meant.map(ChosenProject.init)).openedAll()
  }

  private func meantProjects(
    _ tag: String, named name: String?, isAll: Bool
  ) async throws -> [Project] {
    if name != nil { return [try await project(named: name)] }
    guard let repository else { return [try project(.top)] }
    let commit = try repository.releasedCommit(try repository.tag(named: tag))
    let list = try await list(of: commit)
    let projects = try choice(list).openedAll()
    if projects.count == 1 { return projects }
    let standing = place.isEmpty || isAll ? nil : try await nearest()
    let released = projects.filter { $0.name == standing || $0.matchesTagPattern(tag) }
    guard !released.isEmpty else { throw Release.Failure.ofNoProject(tag, list.names) }
    return released
  }
}

extension [ChosenProject] {
  /// - Throws: what opening the first throws that cannot be opened, ``FailureInProject`` of several.
  fileprivate func openedAll() throws -> [Project] {
    try map { project in
      try FailureInProject.naming(count > 1 ? project.name : nil) { try project.open() }
    }
  }
}
