/// What of a database belongs to its schema, where people differ about it.
struct CatalogOptions {
  /// Whether grants do.
  var includesPrivileges: Bool
  /// Whether owners do.
  var includesOwners: Bool

  init(includesPrivileges: Bool = false, includesOwners: Bool = false) {
    self.includesPrivileges = includesPrivileges
    self.includesOwners = includesOwners
  }

  init(_ configuration: PostgreSQLConfiguration) {
    self.init(
      includesPrivileges: configuration.comparesPrivileges,
      includesOwners: configuration.comparesOwners)
  }
}
