internal import Engine
internal import GitRepository
internal import Proving
package import Revisions
package import SchemaModel

/// Where a database without a record stands, as its schema tells.
package enum DatabasePosition: Sendable {
  case at(Place)
  /// No place has its schema; this one would need the fewest changes.
  case near(Place, [SchemaChange])
  case unknown

  /// A revision, or a release from before there were revisions.
  package struct Place: Hashable, Sendable {
    package var revision: RevisionID?
    /// The releases that end with the revision.
    package var releases: [String]
    /// Whether the revision is among the files that are at hand.
    package var isHere = true
  }
}

/// Looks for the revision or release whose schema a database has.
struct PositionSearch {
  let database: DatabaseProject
  let schema: Schema

  private struct Candidate {
    var place: DatabasePosition.Place
    let schema: Schema
  }

  /// - Throws: what running revisions or reading tags throws; not where there is no server to run
  ///   revisions on.
  func position() async throws -> DatabasePosition {
    do {
      let revisions = try revisions()
      if let place = place(among: revisions, known: revisions) { return .at(place) }
      let releases = try await releases(besides: revisions.map(\.place))
      if let place = place(among: releases, known: releases + revisions) { return .at(place) }
      return nearest(among: releases + revisions)
    } catch DatabaseError.noScratchServer {
      return .unknown
    }
  }

  /// - Parameter candidates: earlier ones first.
  private func place(
    among candidates: [Candidate], known: [Candidate]
  ) -> DatabasePosition.Place? {
    let part = KnownNames(known.map(\.schema)).part(of: schema)
    return candidates.last { $0.schema.substantialChanges(to: part).isEmpty }?.place
  }

  /// - Parameter candidates: of those that are equally near, the last is taken.
  private func nearest(among candidates: [Candidate]) -> DatabasePosition {
    let part = KnownNames(candidates.map(\.schema)).part(of: schema)
    let distances = candidates.reversed().map {
      (place: $0.place, changes: part.substantialChanges(to: $0.schema))
    }
    return distances.min { $0.changes.count < $1.changes.count }
      .map { .near($0.place, $0.changes) } ?? .unknown
  }

  // MARK: Candidates

  /// What the revisions of the folder build, each of them.
  private func revisions() throws -> [Candidate] {
    let graph = database.folder.graph
    let names = try releaseNames()
    var seen: Set<RevisionID> = []
    return try graph.heads.flatMap { head in
      let chain = try graph.chain(to: head.id)
      let schemas = try RoundTrip(
        engine: database.engine, beginning: [],
        ups: chain.map { try $0.script(.up, database.engine.dialect) }, downs: []
      ).run()
      return zip(chain, schemas).filter { seen.insert($0.0.id).inserted }.map { file, schema in
        let releases = [file.baselineTag].compactMap(\.self) + (names[file.id] ?? [])
        return Candidate(
          place: .init(revision: file.id, releases: releases.uniqued()), schema: schema)
      }
    }
  }

  private func releaseNames() throws -> [RevisionID: [String]] {
    var names: [RevisionID: [String]] = [:]
    for tag in try database.project.releases().reversed() {
      guard let revision = try database.project.deployment(at: tag).revision else { continue }
      names[revision, default: []].append(tag.name)
    }
    return names
  }

  /// What releases have deployed that end with none of these revisions; lower versions first.
  private func releases(
    besides known: [DatabasePosition.Place]
  ) async throws -> [Candidate] {
    var candidates: [Candidate] = []
    let names = Set(known.flatMap(\.releases))
    for tag in try database.project.releases().prefix(Self.releaseLimit).reversed()
    where !names.contains(tag.name) {
      let revision = try database.project.deployment(at: tag).revision
      guard let schema = try? await schema(of: tag) else { continue }
      candidates.append(
        Candidate(
          place: .init(
            revision: revision, releases: [tag.name],
            isHere: revision.map { database.folder.graph.contains($0) } ?? false),
          schema: schema))
    }
    return candidates
  }

  /// Reading the models of a release may take a second.
  private static let releaseLimit = 40

  private func schema(of tag: Tag) async throws -> Schema {
    let project = database.project
    let graph = try project.revisions(at: tag).graph
    let builder = project.builder(for: database.engine.dialect)
    guard graph.files.isEmpty else {
      return try builder.schema(of: graph.chain(to: graph.head?.id))
    }
    let tree = try project.tree(at: tag)
    let provider = try project.provider(
      for: project.settings(of: tree), database.engine.dialect)
    return try await builder.models(of: tree, provider: provider, allowsStubs: true).schema
  }
}
