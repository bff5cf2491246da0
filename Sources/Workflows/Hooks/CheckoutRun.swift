internal import Engine
internal import Files
package import GitRepository
internal import Revisions

/// What the post-checkout hook does: it looks whether the development database has followed.
///
/// A checkout must not wait for it. So only the record is read, and of the revisions only the names
/// of their files, which begin with their ids.
package struct CheckoutRun {
  /// How a database and a branch have parted ways.
  package enum Outcome: Hashable, Sendable {
    /// They have not, or there is nothing to compare.
    case silent
    /// Revisions have run in the database that this branch has not.
    case foreign(url: String, count: Int)
    /// This branch has revisions that have not run.
    case behind(url: String, count: Int)
  }

  let workspace: Workspace

  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// - Parameter arguments: what git gives the hook: the commit before, the commit after, and `1`
  ///   where a branch and not a file was checked out.
  /// - Returns: what has become of each project.
  /// - Throws: what looking for the projects throws.
  package func run(
    _ arguments: [String]
  ) async throws -> [(project: ProjectName, outcome: Outcome)] {
    guard arguments.count == 3, arguments[2] == "1", arguments[0] != arguments[1],
      let repository = workspace.repository, try !isRebasing(repository)
    else { return [] }
    let folders = try await repository.stagedChanges(since: nil).configuredFolders()
    let names = workspace.known(in: folders).names
    return names.map { name in (name, outcome(of: name, isOnly: names.count == 1)) }
  }

  /// What is wrong with one project is told where that is used.
  private func outcome(of name: ProjectName, isOnly: Bool) -> Outcome {
    // What the environment names is the database of one project, and nobody says of which.
    guard let project = try? workspace.project(name), isOnly || project.hasDatabase else {
      return .silent
    }
    return (try? outcome(of: project)) ?? .silent
  }

  private func outcome(of project: Project) throws -> Outcome {
    guard let url = try? project.databaseURL(option: nil),
      let record = try record(of: url, in: project)
    else { return .silent }
    let ids = try revisionIDs(of: project)
    let recorded = Set(record.map(\.revision))
    let foreign = recorded.subtracting(ids).count
    let missing = ids.subtracting(recorded).count
    if foreign > 0 { return .foreign(url: url.display, count: foreign) }
    return missing > 0 ? .behind(url: url.display, count: missing) : .silent
  }

  /// A rebase checks out commits on its way that nobody works on.
  private func isRebasing(_ repository: Repository) throws -> Bool {
    try ["rebase-merge", "rebase-apply"].contains {
      try FileSystem.kind(of: repository.gitDirectory + "/" + $0) == .directory
    }
  }

  private func record(of url: DatabaseURL, in project: Project) throws -> [RecordEntry]? {
    do {
      return try project.engine(for: url.dialect).open(url, mode: .read).record()
    } catch DatabaseError.notFound {
      return nil
    }
  }

  private func revisionIDs(of project: Project) throws -> Set<String> {
    let versions = try Settings.versions(in: project.configuration)
    let folder = project.root + "/" + versions
    guard try FileSystem.kind(of: folder) == .directory else {
      // What a sparse checkout has left out is not deleted.
      guard project.repository?.mayBeSparse != true else {
        throw GitError.outsideSparseCheckout(path: versions)
      }
      return []
    }
    return Set(
      try FileSystem.entries(of: folder).filter { $0.hasSuffix(".sql") }.map { name in
        if let id = RevisionID(String(name.prefix { $0 != "_" })) { return id.text }
        // A person has given the file another name.
        let bytes = try FileSystem.bytes(at: folder + "/" + name) ?? []
        return try Revision(parsing: bytes, path: name).id.text
      })
  }
}
