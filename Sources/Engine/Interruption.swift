/// A revision whose script, which is not transactional, has stopped half-way.
package struct Interruption: Hashable, Sendable {
  package var revision: String
  package var direction: Direction
  /// How many statements have run; none where the first may have run in part.
  package var finished: Int
  /// How many statements the script had.
  package var statements: Int

  package enum Direction: String, Hashable, Sendable {
    case up, down
  }

  package init(revision: String, direction: Direction, finished: Int, statements: Int) {
    self.revision = revision
    self.direction = direction
    self.finished = finished
    self.statements = statements
  }
}
