internal import GitRepository

extension Workspace {
  /// The projects that a tag is a release of: those whose tag pattern its name matches, and the one
  /// that the person stands in; where they name one, that alone.
  ///
  /// - Parameters:
  ///   - tag: the name of a tag that is or is to be.
  ///   - isAll: whether the person means all projects, wherever they stand.
  /// - Throws: ``Release/Failure``, ``ProjectChoiceError``, ``SharedVersions``.
  package func releasedProjects(
    _ tag: String, named name: String?, isAll: Bool
  ) async throws -> [Project] {
    if name != nil { return [try await project(named: name)] }
    guard let repository else { return [try project(.top)] }
    let commit = try repository.releasedCommit(try repository.tag(named: tag))
    let all = try await allNames(of: commit)
    let projects = try all.map(project)
    try SharedVersions.refuse(among: projects.map(\.configuration))
    if projects.count == 1 { return projects }
    let standing = place.isEmpty || isAll ? nil : try nearest()
    let released = projects.filter { $0.name == standing || $0.isReleaseName(tag) }
    guard !released.isEmpty else { throw Release.Failure.ofNoProject(tag, all) }
    return released
  }
}
