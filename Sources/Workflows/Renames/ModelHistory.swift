internal import Engine
internal import GitRepository
internal import ModelProviders
internal import SchemaModel

/// The states of the models from the newest revision to the working tree, built when asked for.
///
/// Not to be shared between tasks.
final class ModelHistory {
  /// The commits between that may have changed the models, oldest first.
  private let commits: [Commit]
  private let start: Schema
  private let end: Schema
  private let build: (Commit) async throws -> Schema
  private var built: [ObjectID: Schema] = [:]

  init(
    from start: Schema, to end: Schema, through commits: [Commit],
    build: @escaping (Commit) async throws -> Schema
  ) {
    self.start = start
    self.end = end
    self.commits = commits
    self.build = build
  }

  /// How many snapshots were built.
  var snapshotCount: Int { built.count }

  /// How many states there are: the first is what the revisions lead to, the last the working tree.
  var count: Int { commits.count + 2 }

  func snapshot(at position: Int) async throws -> Schema {
    if position == 0 { return start }
    if position == count - 1 { return end }
    let commit = commits[position - 1]
    if let schema = built[commit.id] { return schema }
    let schema = try await build(commit)
    built[commit.id] = schema
    return schema
  }

  /// What brought the state at a position about.
  func evidence(at position: Int) -> Rename.Evidence {
    position == count - 1 ? .uncommitted : .history(commit: commits[position - 1].id.abbreviated)
  }

  /// The first position, after one where a condition holds, where it no longer does.
  ///
  /// Found by bisection: a handful of snapshots for hundreds of commits. The condition must hold at
  /// `position` and not at the end.
  func firstPosition(
    after position: Int, where isGone: (Schema) -> Bool
  ) async throws -> Int {
    var present = position
    var gone = count - 1
    while gone - present > 1 {
      let middle = (present + gone) / 2
      if isGone(try await snapshot(at: middle)) { gone = middle } else { present = middle }
    }
    return gone
  }
}
