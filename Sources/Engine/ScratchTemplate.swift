/// The state of a scratch database, from which others can be opened, each on its own.
///
/// This is for states that take long to reach: a chain of revisions that has run, or a schema of a
/// thousand statements.
package struct ScratchTemplate: Sendable {
  private let copy: @Sendable () throws -> any Database

  package init(_ copy: @escaping @Sendable () throws -> any Database) { self.copy = copy }

  /// Opens a database in this state.
  package func open() throws -> any Database { try copy() }
}
