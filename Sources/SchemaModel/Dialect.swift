/// A kind of database, by its SQL.
package enum Dialect: String, CaseIterable, Codable, Sendable {
  case sqlite
  case postgresql

  /// Whether statements can refer to a table constraint by its name.
  ///
  /// Where they cannot, as in SQLite, another name is a cosmetic difference.
  package var namesConstraints: Bool { self == .postgresql }

  /// Whether statements can change a schema object that is no table, so that its parts are told.
  ///
  /// Where they cannot, as in SQLite, an object that changes is dropped and created.
  package var altersObjects: Bool { self == .postgresql }
}
