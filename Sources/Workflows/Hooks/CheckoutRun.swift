internal import Engine
internal import Files
internal import GitRepository
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

  let project: Project

  package init(project: Project) { self.project = project }

  /// - Parameter arguments: what git gives the hook: the commit before, the commit after, and `1`
  ///   where a branch and not a file was checked out.
  /// - Throws: what opening the database and reading the folder throws.
  package func run(_ arguments: [String]) throws -> Outcome {
    guard arguments.count == 3, arguments[2] == "1", arguments[0] != arguments[1],
      try !isRebasing()
    else { return .silent }
    guard let url = try? project.databaseURL(option: nil), let record = try record(of: url)
    else { return .silent }
    let ids = try revisionIDs()
    let recorded = Set(record.map(\.revision))
    let foreign = recorded.subtracting(ids).count
    let missing = ids.subtracting(recorded).count
    if foreign > 0 { return .foreign(url: url.display, count: foreign) }
    return missing > 0 ? .behind(url: url.display, count: missing) : .silent
  }

  /// A rebase checks out commits on its way that nobody works on.
  private func isRebasing() throws -> Bool {
    guard let folder = project.repository?.gitDirectory else { return false }
    return try ["rebase-merge", "rebase-apply"].contains {
      try FileSystem.kind(of: folder + "/" + $0) == .directory
    }
  }

  private func record(of url: DatabaseURL) throws -> [RecordEntry]? {
    do {
      return try project.engine(for: url.dialect).open(url, mode: .read).record()
    } catch DatabaseError.notFound {
      return nil
    }
  }

  private func revisionIDs() throws -> Set<String> {
    let folder = project.root + "/" + (try Settings.versions(in: project.configuration))
    guard try FileSystem.kind(of: folder) == .directory else { return [] }
    return Set(
      try FileSystem.entries(of: folder).filter { $0.hasSuffix(".sql") }.map { name in
        if let id = RevisionID(String(name.prefix { $0 != "_" })) { return id.text }
        // A person has given the file another name.
        let bytes = try FileSystem.bytes(at: folder + "/" + name) ?? []
        return try Revision(parsing: bytes, path: name).id.text
      })
  }
}
