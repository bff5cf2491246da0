internal import Files
internal import GitRepository
internal import Revisions

/// What a person had written into a revision that was planned anew.
package struct LostText: Hashable, Sendable {
  package var path: String
  /// The lines that the new revision does not have.
  package var lines: [String]
  /// The object in the repository that holds the file as it was; `nil` where none was written.
  package var object: String?
}

extension Prepare {
  /// What is lost when other revisions take the place of one that a person has edited.
  ///
  /// The file as it was goes into the repository's objects first.
  func lostText(to revisions: [PreparedRevision]) async throws -> LostText? {
    guard request.replans, let edited = try editedRevision else { return nil }
    let new = revisions.map(\.revision).flatMap(\.lines)
    let lines = edited.revision.lines.without(new).filter { !$0.allSatisfy(\.isWhitespace) }
    var lost = LostText(path: edited.path, lines: lines)
    if !request.isDryRun, let repository = project.repository,
      let bytes = try project.workingTree.bytes(at: edited.path)
    {
      let output = try await repository.git.run(["hash-object", "-w", "--stdin"], input: bytes)
      lost.object = String(decoding: output.prefix { $0 != 0x0A }, as: UTF8.self)
    }
    return lost
  }
}

extension Revision {
  /// The lines of the scripts.
  fileprivate var lines: [String] {
    sections.flatMap { section in
      switch section.body {
      case .sql(let text):
        text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
      case .irreversible(let reason): ["irreversible: \(reason)"]
      }
    }
  }
}

extension [String] {
  /// The elements that are here more often than there.
  fileprivate func without(_ others: [String]) -> [String] {
    var counts = Dictionary(others.map { ($0, 1) }, uniquingKeysWith: +)
    return filter { line in
      guard let count = counts[line], count > 0 else { return true }
      counts[line] = count - 1
      return false
    }
  }
}
