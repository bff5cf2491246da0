extension RevisionGraph {
  /// The state of a database that a person's word names.
  ///
  /// - Parameters:
  ///   - word: `head`, `base`, steps such as `+1` or `-2`, an id, or at least four of its first
  ///     digits.
  ///   - current: the revision that the database is at, from which steps are counted; `nil` means
  ///     that it is empty.
  /// - Returns: a state that this history can bring a database to.
  /// - Throws: ``RevisionGraphError`` where the word names nothing, or several revisions.
  package func resolve(
    _ word: String, current: RevisionID?
  ) throws(RevisionGraphError) -> RevisionTarget {
    switch word {
    case "head": return RevisionTarget(try head?.id)
    case "base": return .base
    default: break
    }
    guard let steps = Self.steps(word) else { return .revision(try revision(beginning: word)) }
    let start = try position(of: current)
    let walk = steps < 0 ? down : up
    let end = try walk(steps.magnitude, start, word)
    return RevisionTarget(end.map { files[$0].id })
  }

  /// The number in a word such as `+1`; a prefix of an id has no sign.
  private static func steps(_ word: String) -> Int? {
    word.hasPrefix("+") || word.hasPrefix("-") ? Int(word) : nil
  }

  private func up(
    _ steps: UInt, from start: Int?, for word: String
  ) throws(RevisionGraphError) -> Int? {
    var position = start
    for _ in 0..<steps {
      // The empty database is followed by the root, which comes first of all.
      let next = position.map { children[$0] } ?? Array(files.indices.prefix(1))
      guard next.count <= 1 else {
        throw .ambiguousStep(word, candidates: next.map { files[$0].id })
      }
      guard let child = next.first else { throw .stepOutOfRange(word) }
      position = child
    }
    return position
  }

  private func down(
    _ steps: UInt, from start: Int?, for word: String
  ) throws(RevisionGraphError) -> Int? {
    var position = start
    for _ in 0..<steps {
      guard let current = position else { throw .stepOutOfRange(word) }
      position = parent(of: current)
    }
    return position
  }

  private static let shortestPrefix = 4

  private func revision(beginning prefix: String) throws(RevisionGraphError) -> RevisionID {
    let digits = prefix.lowercased()
    guard digits.utf8.count >= Self.shortestPrefix else { throw .unknownRevision(prefix) }
    let candidates = files.map(\.id).filter { $0.text.hasPrefix(digits) }.sorted()
    guard candidates.count <= 1 else {
      throw .ambiguousPrefix(prefix, candidates: candidates)
    }
    guard let id = candidates.first else { throw .unknownRevision(prefix) }
    return id
  }
}
