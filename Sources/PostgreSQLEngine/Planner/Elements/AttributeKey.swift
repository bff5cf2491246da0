internal import SchemaModel

/// The attributes by which the catalog tells what only PostgreSQL knows.
enum AttributeKey: String {
  // Of tables
  case kind
  case persistence
  case partitionBy = "partition by"
  case partitionOf = "partition of"
  case bound
  case inherits
  case ofType = "of type"
  case with
  case accessMethod = "access method"
  case rowSecurity = "row security"
  case forceRowSecurity = "force row security"
  case replicaIdentity = "replica identity"
  case server
  case options
  case clusterOn = "cluster on"

  // Of columns
  case identity
  case identitySequence = "identity sequence"
  /// `logged` or `unlogged`, where the table is the other.
  case identityPersistence = "identity persistence"
  case storage
  case compression
  case statistics
  case foreignOptions = "foreign options"
  case inherited
  /// Of the constraint that the column is not NULL, where the server keeps one.
  case notNullName = "not null name"
  case notNullNoInherit = "not null no inherit"
  case notNullNotValid = "not null not valid"

  // Of indexes
  case clustered
  case only

  // Of sequences
  case ownedBy = "owned by"
  case type
  case start
  case increment
  case minimum
  case maximum
  case cache
  case cycle

  // Of functions
  case returns
  case arguments

  // Of domains
  case collation
  case defaultValue = "default"
  case notNull = "not null"

  // Of triggers and rules
  case enabled

  // Of policies
  case command
  case permissive
  case roles
  case using
  case check

  // Of publications
  case tables
  case schemas
  case forAllTables = "for all tables"
  case publish
  case viaRoot = "via root"
  case generatedColumns = "generated columns"

  // Of extensions
  case schema
}

extension Attributes {
  subscript(key: AttributeKey) -> String? {
    get { self[key.rawValue] }
    set { self[key.rawValue] = newValue }
  }

  func without(_ keys: AttributeKey...) -> Attributes {
    let names = Set(keys.map(\.rawValue))
    return filter { !names.contains($0.key) }
  }

  func only(_ keys: AttributeKey...) -> Attributes {
    let names = Set(keys.map(\.rawValue))
    return filter { names.contains($0.key) }
  }
}
