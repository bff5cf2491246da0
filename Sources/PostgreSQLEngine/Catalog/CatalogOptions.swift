/// What of a database belongs to its schema, where people differ about it.
struct CatalogOptions {
  /// Whether grants do.
  var includesPrivileges: Bool
  /// Whether owners do.
  var includesOwners: Bool
  /// Whether what has no statement of its own is left out instead of refused.
  var passesOverUnsupported: Bool
  /// Whether the session may read what user mappings are given, whomever they are for.
  var readsUserMappings = false

  init(
    includesPrivileges: Bool = false, includesOwners: Bool = false,
    passesOverUnsupported: Bool = false
  ) {
    self.includesPrivileges = includesPrivileges
    self.includesOwners = includesOwners
    self.passesOverUnsupported = passesOverUnsupported
  }

  init(_ configuration: PostgreSQLConfiguration) {
    self.init(
      includesPrivileges: configuration.comparesPrivileges,
      includesOwners: configuration.comparesOwners)
  }
}
