internal import Engine
internal import SchemaModel

/// Why the working tree's models are taken for what is deployed, where no tag says what is.
package enum Adoption: Hashable, Sendable {
  /// A person has said so.
  case asked
  /// A database has what the models declare, and no record of revisions.
  case database(url: String)
}

extension Prepare {
  /// The database that a person has named, where there are neither revisions nor a release.
  ///
  /// What keeps it from being read is no business of `prepare`.
  func databaseBeside(_ sides: [PrepareSides]) -> UnrecordedSchema? {
    guard folder.isEmpty, base.deployment == nil, request.looksAtDatabase,
      let url = try? project.databaseURL(option: nil),
      let side = sides.first(where: { $0.engine.dialect == url.dialect }),
      let database = try? side.engine.open(url, mode: .read),
      (try? database.record()) == .some(nil), let schema = try? database.schema()
    else { return nil }
    let models = side.target.schema
    let part = KnownNames([models]).part(of: schema)
    guard !part.isEmpty else { return nil }
    return UnrecordedSchema(
      url: url.display, isThatOfModels: part.substantialChanges(to: models).isEmpty)
  }
}

/// A database without a record that has tables of the models.
struct UnrecordedSchema {
  /// What messages call the database.
  let url: String
  /// Whether it has what the models declare.
  let isThatOfModels: Bool
}
