internal import Processes

extension GitCommand {
  /// The commits that lead to a tip by first parents alone and change one of some paths, oldest
  /// first.
  ///
  /// - Parameters:
  ///   - other: a commit whose whole history is left out.
  ///   - pathspecs: as git reads them; none means all commits.
  package func mainline(
    to tip: ObjectID, notIn other: ObjectID? = nil, touching pathspecs: [String] = []
  ) async throws(GitError) -> [ObjectID] {
    let hidden = other.map { ["^" + $0.hex] } ?? []
    let lines = try await text(
      ["rev-list", "--first-parent", "--reverse", tip.hex] + hidden + ["--"] + pathspecs)
    return lines.split(separator: "\n").compactMap { ObjectID(hex: String($0)) }
  }

  /// The best common ancestor of two commits; `nil` where they have none in this clone.
  package func mergeBase(_ one: ObjectID, _ other: ObjectID) async throws(GitError) -> ObjectID? {
    let result = try await result(of: ["merge-base", one.hex, other.hex])
    return ObjectID(hex: String(result.outputText.prefix { !$0.isNewline }))
  }

  /// The full names of the references that lead to a commit or to one that came after it.
  ///
  /// - Parameter prefix: such as `refs/tags`.
  package func references(
    containing commit: ObjectID, below prefixes: [String]
  ) async throws(GitError) -> [String] {
    try await text(["for-each-ref", "--format=%(refname)", "--contains=\(commit.hex)"] + prefixes)
      .split(separator: "\n").map { String($0) }
  }
}
