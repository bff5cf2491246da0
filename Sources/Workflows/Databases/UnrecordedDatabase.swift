package import Engine
package import Revisions
package import SchemaModel

/// A database with tables and no record, in which no revision can be run.
package struct UnrecordedDatabase: Error, Sendable {
  package var cause: Cause
  package var position: DatabasePosition
  /// The revision that builds what was deployed before there were revisions, where there is one.
  package var baseline: RevisionID?
  /// What messages call the database.
  package var url: String
  /// Whether the database was named by an option, so that a command needs it too.
  package var isNamedByOption: Bool

  package enum Cause: Sendable {
    /// The schema is not the baseline's; what it would need.
    case differsFromBaseline(RevisionFile, [SchemaChange])
    /// The first revision has failed, where its tables are there already.
    case fails(DatabaseError)
  }
}

extension DatabaseProject {
  /// Runs revisions, and where they cannot be run in a database without a record looks for the place
  /// where it stands.
  ///
  /// - Throws: ``UnrecordedDatabase``, or what running throws.
  package func locating<Result>(_ run: () throws -> Result) async throws -> Result {
    do {
      return try run()
    } catch DatabaseStateError.differsFromBaseline(let baseline, let changes) {
      throw try await unrecorded(.differsFromBaseline(baseline, changes))
    } catch let error as DatabaseError {
      guard case .statementFailed = error, let session = try? open(.read),
        (try? session.record()) == .some(nil), let schema = try? session.schema(), !schema.isEmpty
      else { throw error }
      throw try await unrecorded(.fails(error))
    }
  }

  private func unrecorded(_ cause: UnrecordedDatabase.Cause) async throws -> UnrecordedDatabase {
    let schema = try open(.read).schema()
    return UnrecordedDatabase(
      cause: cause, position: try await PositionSearch(database: self, schema: schema).position(),
      baseline: folder.graph.baseline?.id,
      url: displayURL, isNamedByOption: isNamedByOption)
  }
}
