internal import Files
internal import GitRepository
internal import ModelProviders

extension Project {
  /// What models depend on, as pathspecs for git: the paths that the provider names, or what its
  /// program is likely to read.
  func modelPathspecs(for settings: Settings) throws -> [String] {
    let configuration = ":(top,literal)" + name.configurationPath
    if let paths = try provider(for: settings, nil).neededPaths {
      return (paths + [name.configurationPath]).flatMap(PathGlob.pathspecs)
    }
    switch settings.provider {
    case .sqlalchemy, .django: return [":(top,glob)**/*.py", configuration]
    case .sql, .command: return [":(top)"]
    }
  }

  /// The same for the whole history of a commit, in which the models may have had other places.
  func modelPathspecs(in history: Commit?, today settings: Settings) async throws -> [String] {
    var pathspecs = Set(try modelPathspecs(for: settings))
    guard let repository, let history else { return pathspecs.sorted() }
    let changes = try await repository.git.mainline(
      to: history.id, touching: [":(top,literal)" + name.configurationPath])
    for id in changes {
      let commit = try repository.commit(named: id.hex)
      let tree = try repository.tree(of: commit, name: id.abbreviated)
      // What could not be read then has no paths to offer.
      guard let earlier = try? self.settings(of: tree),
        let paths = try? modelPathspecs(for: earlier)
      else { continue }
      pathspecs.formUnion(paths)
    }
    return pathspecs.sorted()
  }
}
