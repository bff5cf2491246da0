/// What tags contain, where the first of them that contains a commit is wanted.
///
/// One walk for all of them: each goes on where those before it have not been, and no further than
/// is asked.
package struct TagReach {
  private let repository: Repository
  private var waiting: ArraySlice<Tag>
  private var reached: [ObjectID: Tag] = [:]

  /// - Parameter tags: in the order in which they count.
  package init(_ tags: [Tag], in repository: Repository) {
    self.repository = repository
    waiting = tags[...]
  }

  /// How many commits have been looked at, each once.
  package var commitCount: Int { reached.count }

  package mutating func first(containing commit: ObjectID) throws(GitError) -> Tag? {
    while reached[commit] == nil, let tag = waiting.popFirst() { try reach(from: tag) }
    return reached[commit]
  }

  private mutating func reach(from tag: Tag) throws(GitError) {
    var next = [tag.target]
    while let id = next.popLast() {
      guard reached[id] == nil else { continue }
      reached[id] = tag
      // A shallow clone ends somewhere.
      next += try repository.commitNode(id)?.parents ?? []
    }
  }
}
