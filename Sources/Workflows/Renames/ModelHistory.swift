internal import Engine
internal import GitRepository
internal import ModelProviders
internal import SchemaModel

/// The states of the models from one commit or revision to another, or to the working tree, built
/// when asked for.
///
/// Not to be shared between tasks.
final class ModelHistory {
  /// The commits between that may have changed the models, oldest first.
  private let commits: [Commit]
  private let start: Schema
  private let end: Schema
  /// Whether each state has come of the one before it: what another line of commits does not have has
  /// not been taken away.
  private let isLinear: Bool
  private let build: (Commit) async throws -> Schema
  private let glance: (Commit) async throws -> Schema
  private var built: [ObjectID: Schema] = [:]
  private var unreadable: Set<Int> = []

  /// - Parameter glance: reads the models of a commit where that takes little time; `nil` where it
  ///   always does.
  init(
    from start: Schema, to end: Schema, through commits: [Commit],
    isLinear: Bool = true, glance: ((Commit) async throws -> Schema)? = nil,
    build: @escaping (Commit) async throws -> Schema
  ) {
    self.start = start
    self.end = end
    self.commits = commits
    self.isLinear = isLinear
    self.build = build
    self.glance = glance ?? build
  }

  /// How many snapshots were built.
  var snapshotCount: Int { built.count }

  /// How many states there are: the one to begin with, one for each commit, and the one to end with.
  var count: Int { commits.count + 2 }

  /// The commit that has the state at a position; `nil` for the first and the last state.
  func commit(at position: Int) -> Commit? {
    commits.indices.contains(position - 1) ? commits[position - 1] : nil
  }

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

  /// The first position, after one where something is there, where it is gone.
  ///
  /// Found by bisection: a handful of snapshots for hundreds of commits. What comes back later is
  /// missed only between states that are not known, see ``fill(upTo:)``.
  ///
  /// - Returns: `nil` where it is there in all states that are known.
  func firstPosition(
    after position: Int, where isGone: (Schema) -> Bool
  ) async throws -> Int? {
    var present = position
    guard var gone = (position + 1..<count).first(where: { known(at: $0).map(isGone) == true })
    else { return nil }
    while gone - present > 1 {
      let middle = (present + gone) / 2
      if isGone(try await snapshot(at: middle)) { gone = middle } else { present = middle }
    }
    return gone
  }

  /// Reads all states, where there are no more than so many commits; what cannot be read is left out.
  ///
  /// A name that is there at the beginning and at the end can have been another's in between.
  ///
  /// - Throws: what reading a commit throws, but for ``UnreadableModels``.
  func fill(upTo limit: Int) async throws {
    guard isLinear, commits.count <= limit else { return }
    for commit in commits where built[commit.id] == nil {
      do {
        built[commit.id] = try await glance(commit)
      } catch is UnreadableModels {}
    }
  }

  /// The states that are known, in their order.
  var knownStates: [Schema] { (0..<count).compactMap(known) }

  /// Where a condition began to hold, and the last state before in which it did not.
  ///
  /// Found by bisection between the states that are known already; commits whose models cannot be
  /// read are left out. The condition must hold at `position`.
  ///
  /// - Returns: `nil` where the condition has held from the beginning.
  func arrival(
    upTo position: Int, where holds: (Schema) -> Bool
  ) async throws -> (before: Int, at: Int)? {
    let known = (0..<position).filter { self.known(at: $0) != nil }
    guard var before = known.last(where: { self.known(at: $0).map(holds) == false }) else {
      return nil
    }
    var arrival = known.first { $0 > before } ?? position
    while let middle = readablePosition(between: before, and: arrival) {
      do {
        if holds(try await snapshot(at: middle)) { arrival = middle } else { before = middle }
      } catch is UnreadableModels {
        unreadable.insert(middle)
      }
    }
    return (before, arrival)
  }

  private func known(at position: Int) -> Schema? {
    if position == 0 { return start }
    return position == count - 1 ? end : built[commits[position - 1].id]
  }

  /// The position nearest to the middle that is not known to be unreadable.
  private func readablePosition(between lower: Int, and upper: Int) -> Int? {
    let middle = (lower + upper) / 2
    return (lower + 1..<max(upper, lower + 1)).filter { !unreadable.contains($0) }
      .min { abs($0 - middle) < abs($1 - middle) }
  }
}
