internal import Engine
package import Revisions
package import SchemaModel

/// A `Snapshot` header that names another schema than the revision's statements lead to.
package struct WrongSnapshot: Hashable, Sendable {
  package var path: String
  package var revision: RevisionID
  package var dialect: Dialect
  /// The digest that the header names.
  package var recorded: String
  /// The digest of the schema that the statements lead to.
  package var actual: String

  /// - Parameter schema: what the revision leads to.
  /// - Returns: `nil` where the header is right or missing, where another version of the engine may have
  ///   printed the schema otherwise, and where a person has edited the statements, after which
  ///   `prepare --amend` sets the header.
  init?(of file: RevisionFile, leadingTo schema: Schema, _ engine: any Engine) {
    guard engine.printsSchemasAlike, file.hasDerivedID,
      let recorded = file.revision.snapshots.first(where: {
        $0.dialect == engine.dialect.rawValue
      })?.digest,
      case let actual = schema.digest, recorded != actual
    else { return nil }
    path = file.path
    revision = file.id
    dialect = engine.dialect
    self.recorded = recorded
    self.actual = actual
  }
}
