internal import Engine

/// Rows of a database that would make a script fail, found before it was run.
package struct RowsInTheWay: Error, Sendable {
  package let path: String
  /// The queries that return them.
  package let queries: [String]

  /// Asks what the comments at a script's head ask for.
  ///
  /// A script that changes rows itself may mend them, so it is run all the same.
  ///
  /// - Throws: ``RowsInTheWay``, `DatabaseError`.
  static func refuse(
    before script: Script, in session: any Database, engine: any Engine
  ) throws {
    let prechecks = script.prechecks
    guard !prechecks.isEmpty, !engine.rowStatements(in: script).contains(where: { !$0.isInsert })
    else { return }
    let queries = try prechecks.map(\.query).filter(session.finds)
    guard queries.isEmpty else { throw RowsInTheWay(path: script.path, queries: queries) }
  }
}
