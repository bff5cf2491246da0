internal import Engine
package import GitRepository
internal import SchemaModel

/// Follows parts of a schema back through the commits to the one that brought them.
///
/// The line of first parents is searched by bisection. Where that ends at a merge, the search goes
/// on in the merged branch. At each end of the search the two states on both sides tell whether
/// the part came, or only its name.
struct BlameTrail {
  let engine: any Engine
  let repository: Repository
  let snapshots: CommitSnapshots
  let pathspecs: [String]
  /// The renames that revisions record: a person may have said what no history tells.
  let recorded: [RenameRequest]

  /// Where a part comes from.
  struct Origin {
    /// `nil` for what is not committed.
    var commit: Commit?
    var pastNames: [PastName]
  }

  private enum Finding {
    case origin(Origin)
    /// The part was there before the line began.
    case earlier(PlacedPart, pastNames: [PastName])
  }

  /// - Parameter line: a history that begins with nothing, and ends with the part.
  func origin(of part: PlacedPart, on line: ModelHistory) async throws -> Origin {
    switch try await follow(part, on: line) {
    case .origin(let origin): origin
    case .earlier(_, let pastNames): Origin(commit: line.commit(at: 1), pastNames: pastNames)
    }
  }

  private func follow(_ part: PlacedPart, on line: ModelHistory) async throws -> Finding {
    var part = part
    var position = line.count - 1
    var pastNames: [PastName] = []
    while let arrival = try await line.arrival(upTo: position, where: part.isPresent) {
      let step = try await step(
        of: part, from: line.snapshot(at: arrival.before), to: line.snapshot(at: arrival.at),
        by: line.commit(at: arrival.at))
      switch step {
      case .origin(let origin):
        return .origin(Origin(commit: origin.commit, pastNames: pastNames + origin.pastNames))
      case .earlier(let earlier, let names):
        part = earlier
        pastNames += names
        position = arrival.before
      }
    }
    return .earlier(part, pastNames: pastNames)
  }

  /// What a commit did with a part that was not there before it, at least not as it is called now.
  private func step(
    of part: PlacedPart, from before: Schema, to after: Schema, by commit: Commit?
  ) async throws -> Finding {
    switch try await merged(part, by: commit) {
    case .origin(let origin)?: return .origin(origin)
    case .earlier(let earlier, let names)? where earlier != part && earlier.isPresent(in: before):
      return .earlier(earlier, pastNames: names)
    case .earlier(_, let names)?: return .origin(Origin(commit: commit, pastNames: names))
    case nil: break
    }
    let earlier = part.before(renames(from: before, to: after, by: commit))
    guard earlier != part, earlier.isPresent(in: before) else {
      return .origin(Origin(commit: commit, pastNames: []))
    }
    return .earlier(earlier, pastNames: PastName.names(earlier, now: part, commit))
  }

  /// The part in the branches that a commit merged; `nil` where none of them has it.
  private func merged(_ part: PlacedPart, by commit: Commit?) async throws -> Finding? {
    guard let commit, let first = commit.parents.first else { return nil }
    for parent in commit.parents.dropFirst() {
      guard let tip = try? repository.commit(named: parent.hex),
        let end = try? await snapshots.schema(of: tip), part.isPresent(in: end),
        let side = try await side(to: tip, end, besides: first)
      else { continue }
      return try await follow(part, on: side)
    }
    return nil
  }

  /// The line of a merged branch, from where it left the other; `nil` where the models cannot be read
  /// there.
  private func side(
    to tip: Commit, _ end: Schema, besides other: ObjectID
  ) async throws -> ModelHistory? {
    var start = Schema(dialect: engine.dialect)
    if let fork = try await repository.git.mergeBase(tip.id, other) {
      let commit = try repository.commit(named: fork.hex)
      guard let schema = try? await snapshots.schema(of: commit) else { return nil }
      start = schema
    }
    let ids = try await repository.git.mainline(to: tip.id, notIn: other, touching: pathspecs)
    return ModelHistory(
      from: start, to: end, through: try ids.map { try repository.commit(named: $0.hex) },
      build: snapshots.schema)
  }

  private func renames(
    from before: Schema, to after: Schema, by commit: Commit?
  ) -> [Rename] {
    let evidence = commit.map { Rename.Evidence.history(commit: $0.id.abbreviated) }
    let said = ((commit?.renameTrailers ?? []) + recorded).map { $0.rename(in: before) }
    let known = said.applying(to: before).filter { $0.isDone(in: after, among: said) }
    return known
      + RenameStep(engine: engine, before: before, after: after)
      .renames(evidence: evidence ?? .uncommitted)
      .filter { rename in !known.contains { $0.newName == rename.newName } }
  }
}

extension Rename {
  /// Whether the new name is there and the old one is not, unless it is another's now.
  fileprivate func isDone(in schema: Schema, among renames: [Rename]) -> Bool {
    let isTaken = renames.contains { other in
      other.newName == (column ?? table) && (other.column == nil) == (column == nil)
    }
    guard column != nil else {
      return schema.has(nil, of: newName) && (isTaken || !schema.has(nil, of: table))
    }
    // The table may have been renamed with its column.
    return schema.table(named: table).map {
      $0.column(named: newName) != nil && (isTaken || column.flatMap($0.column) == nil)
    } ?? true
  }
}

/// A name that something had until a commit.
package struct PastName: Hashable, Sendable {
  package let name: String
  /// The commit that gave it the next name; `nil` where that is not committed.
  package let commit: Commit?
}

extension PastName {
  /// The name before a change, where it is the part's own that has changed.
  fileprivate static func names(
    _ old: PlacedPart, now: PlacedPart, _ commit: Commit?
  ) -> [PastName] {
    switch (old.part, now.part) {
    case (.table, .table): [PastName(name: old.table.spelling, commit: commit)]
    case (.column(let old), .column(let new)) where old.name != new.name:
      [PastName(name: old.name.spelling, commit: commit)]
    default: []
    }
  }
}
