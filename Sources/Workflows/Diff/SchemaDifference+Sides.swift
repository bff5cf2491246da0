internal import Engine
internal import Files
internal import GitRepository
internal import Revisions

extension SchemaDifference {
  /// A place that has a schema.
  package enum Side: Hashable, Sendable {
    /// The models of a commit or tag.
    case commit(String)
    /// The models that are staged.
    case index
    /// The models of the working tree.
    case workingTree
    /// What the working tree's revisions build, up to one of them.
    case revision(String)
    case database(String)

    var isDatabase: Bool { if case .database = self { true } else { false } }
  }

  /// The two places of `v1.0..v1.2`; `nil` for what is no range.
  ///
  /// - Returns: an end that is left out as `nil`.
  package static func range(_ text: String) -> (from: String?, to: String?)? {
    let isPath = isURL(text) || text.hasPrefix("../") || text.contains("/../")
    guard !isPath, let dots = text.firstRange(of: "..") else { return nil }
    let ends = [text[..<dots.lowerBound], text[dots.upperBound...]]
    return (ends[0].isEmpty ? nil : String(ends[0]), ends[1].isEmpty ? nil : String(ends[1]))
  }

  /// Finds out what a person means: the URL of a database; a commit or tag; a revision, by `head`,
  /// its id or its beginning; the path of a database.
  ///
  /// - Throws: `GitError` where it is none of these.
  package static func side(named name: String, in project: Project) throws -> Side {
    if isURL(name) { return .database(name) }
    guard let repository = project.repository else {
      throw GitError.notARepository(path: project.root)
    }
    do {
      _ = try repository.commit(named: name)
      return .commit(name)
    } catch {
      let folder = try? project.revisions(of: project.workingTree)
      if (try? folder?.graph.resolve(name, current: nil)) != nil { return .revision(name) }
      if try FileSystem.kind(of: name) == .file { return .database(name) }
      throw error
    }
  }

  private static func isURL(_ text: String) -> Bool {
    DatabaseURL.isAddress(text)
  }
}
