internal import Glibc

/// A pattern that selects references: `main`, `origin/*` or `refs/heads/release/*`.
///
/// As in `git for-each-ref`, what leads to a slash selects all below; short names are known too.
package struct ReferencePattern: Hashable, Sendable {
  private let text: String

  package init(_ text: String) { self.text = text }

  func matches(_ reference: String) -> Bool {
    names(of: reference).contains { fnmatch(text, $0, 0) == 0 || $0.hasPrefix(text + "/") }
  }

  private func names(of reference: String) -> [String] {
    let short = Self.folders.filter(reference.hasPrefix).map { reference.dropFirst($0.count) }
    return [reference] + short.map { String($0) }
  }

  static let folders = ["refs/heads/", "refs/remotes/", "refs/tags/"]
}

extension Repository {
  /// Whether a commit is in the history of a branch or tag that one of the patterns selects.
  package func isReached(
    _ commit: ObjectID, fromReferences patterns: [ReferencePattern]
  ) throws(GitError) -> Bool {
    if patterns.isEmpty { return false }
    for folder in ReferencePattern.folders {
      for name in try referenceNames(below: folder).map({ folder + $0 })
      where patterns.contains(where: { $0.matches(name) }) {
        guard let tip = try? self.commit(named: name) else { continue }
        if try isAncestor(commit, of: tip.id) { return true }
      }
    }
    return false
  }
}
