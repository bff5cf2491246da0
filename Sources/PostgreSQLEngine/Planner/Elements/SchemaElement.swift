internal import SchemaModel

/// One thing that is so in a schema, and that statements can make so and undo.
struct SchemaElement {
  let id: ElementID
  let content: Content
  /// What must be so for this to be.
  var needs: Set<ElementID> = []
  /// What is better made before, though this can be without it.
  var follows: Set<ElementID> = []
  /// What a body calls by name, as far as that can be seen: the server does not tell.
  var mentions: Set<ElementID> = []
  /// What this goes with, though it comes before: the parent's index, for one of a partition.
  var belongsTo: ElementID?

  enum Content {
    case table(Table)
    case column(Column, of: Table)
    case notNull(Column, of: Table)
    case identity(Column, of: Table)
    case columnDefault(Column, of: Table)
    case constraint(Constraint, of: Table)
    case index(Index, of: Table)
    case attachment(Table)
    case replicaIdentity(Table)
    /// That the columns are those of a type.
    case typing(Table)
    /// The index or constraint is told as an SQL identifier.
    case clustering(String, of: Table)
    case object(SchemaObject)
    case ownership(SchemaObject)
  }

  /// The table that the element belongs to.
  var table: Table? {
    switch content {
    case .table(let table), .attachment(let table), .replicaIdentity(let table),
      .typing(let table),
      .column(_, let table), .notNull(_, let table), .identity(_, let table),
      .columnDefault(_, let table), .constraint(_, let table), .index(_, let table),
      .clustering(_, let table):
      table
    case .object, .ownership: nil
    }
  }

  var column: Column? {
    switch content {
    case .column(let column, _), .notNull(let column, _), .identity(let column, _),
      .columnDefault(let column, _):
      column
    default: nil
    }
  }

  var object: SchemaObject? {
    if case .object(let object) = content { object } else { nil }
  }

  var index: Index? {
    if case .index(let index, _) = content { index } else { nil }
  }

  var constraint: Constraint? {
    if case .constraint(let constraint, _) = content { constraint } else { nil }
  }
}

extension SchemaElement {
  /// Whether the two leave nothing to do.
  func isSame(as other: SchemaElement) -> Bool {
    switch (content, other.content) {
    case (.table(let old), .table(let new)): old.ownAttributes == new.ownAttributes
    case (.column(let old, _), .column(let new, _)): old.storage == new.storage
    case (.notNull(let old, _), .notNull(let new, _)): old.notNull == new.notNull
    case (.identity(let old, _), .identity(let new, _)): old.identity == new.identity
    case (.columnDefault(let old, _), .columnDefault(let new, _)):
      old.defaultValue == new.defaultValue
    case (.constraint(let old, _), .constraint(let new, _)):
      old.name == new.name && old.demandsSame(as: new)
    case (.index(let old, _), .index(let new, _)): old.unclustered == new.unclustered
    case (.attachment(let old), .attachment(let new)): old.attachment == new.attachment
    case (.replicaIdentity(let old), .replicaIdentity(let new)):
      old.attributes[.replicaIdentity] == new.attributes[.replicaIdentity]
    case (.clustering(let old, _), .clustering(let new, _)): old == new
    case (.typing(let old), .typing(let new)): old.attributes[.ofType] == new.attributes[.ofType]
    case (.object(let old), .object(let new)): old.unowned == new.unowned
    case (.ownership(let old), .ownership(let new)):
      old.attributes[.ownedBy] == new.attributes[.ownedBy]
    default: false
    }
  }
}

extension Table {
  /// What is no element of its own.
  var ownAttributes: Attributes {
    attributes.without(.partitionOf, .bound, .inherits, .replicaIdentity, .clusterOn, .ofType)
  }

  var attachment: [String?] {
    [attributes[.partitionOf], attributes[.bound], attributes[.inherits]]
  }

  var isAttached: Bool {
    attributes[.partitionOf] != nil || attributes[.inherits] != nil
  }

  /// Whether rows are stored in the table or in its partitions.
  var holdsRows: Bool { attributes[.kind] == nil }
}

extension Column {
  /// What the column itself keeps: not what other elements say of it.
  fileprivate var storage: Column {
    var column = self
    column.isNullable = true
    column.defaultValue = nil
    column.attributes = attributes.without(
      .identity, .identitySequence, .identityPersistence, .inherited, .notNullName,
      .notNullNoInherit, .notNullNotValid)
    return column
  }

  var identity: Attributes {
    attributes.only(.identity, .identitySequence, .identityPersistence)
  }

  var notNull: Attributes {
    attributes.only(.notNullName, .notNullNoInherit, .notNullNotValid)
  }

  var isInherited: Bool { attributes[.inherited] != nil }

  /// Whether the column is there only because a parent has it.
  var isOnlyInherited: Bool { attributes[.inherited] == "yes" }
}

extension Index {
  fileprivate var unclustered: Index {
    var index = self
    index.attributes = attributes.without(.clustered)
    return index
  }
}

extension SchemaObject {
  fileprivate var unowned: SchemaObject {
    guard kind == .sequence else { return self }
    var object = self
    object.attributes = attributes.without(.ownedBy)
    object.definition = Expression("", key: "")
    return object
  }
}
