internal import Revisions

/// Two heads, and what leads to each of them from where they part.
struct Fork {
  /// From the first revision to the last that both have; none where nothing is common.
  let beginning: [RevisionFile]
  /// The revisions of one line and of the other, oldest first.
  let lines: [[RevisionFile]]

  init(_ one: RevisionFile, _ other: RevisionFile, in graph: RevisionGraph) throws {
    let path = try graph.path(from: one.id, to: other.id)
    lines = [path.downs.reversed(), path.ups]
    let parent = path.ups.first?.revision.parent
    beginning = try parent.map(graph.contains) ?? false ? graph.chain(to: parent) : []
  }

  /// The fork with one line given another's end as its beginning.
  struct Order {
    let beginning: [RevisionFile]
    let staying: [RevisionFile]
    let moving: [RevisionFile]

    /// The revision that is moved with all that follow it.
    var moved: RevisionFile { moving[0] }
    /// The revision that it follows from now on; `nil` where there is no other.
    var newParent: RevisionFile? { staying.last }
    /// Whether the revision that it followed is not there.
    var isOrphaned: Bool { beginning.isEmpty && moved.revision.parent != nil }
  }

  func order(keeping line: Int) -> Order {
    Order(beginning: beginning, staying: lines[line], moving: lines[1 - line])
  }
}
