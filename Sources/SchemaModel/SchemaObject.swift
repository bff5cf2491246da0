/// A schema object that is no table: a view, a trigger, a type, a function.
package struct SchemaObject: Hashable, Sendable {
  package var kind: Kind
  package var name: Name
  /// The table or view that the object hangs on, as a trigger does.
  package var table: Name?
  /// The columns of a view or a composite type, of engines that tell them.
  package var columns: [Column]
  package var attributes: Attributes
  /// What comes after `CREATE`, compared by its tokens.
  package var definition: Expression
  /// The statement that creates the object; not compared.
  package var declaration: String
  /// The statement that removes the object, where it is not `DROP`, the kind and the name; not
  /// compared.
  package var removal: String?

  package init(
    kind: Kind, name: Name, table: Name?, columns: [Column] = [], attributes: Attributes = [:],
    definition: Expression, declaration: String, removal: String? = nil
  ) {
    self.kind = kind
    self.name = name
    self.table = table
    self.columns = columns
    self.attributes = attributes
    self.definition = definition
    self.declaration = declaration
    self.removal = removal
  }

  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case virtualTable = "virtual table"
    case view
    case trigger

    case namespace = "schema"
    case fileExtension = "extension"
    case collation
    case enumeration = "enum"
    case domain
    case compositeType = "composite type"
    case rangeType = "range type"
    case baseType = "type"
    case sequence
    case function
    case procedure
    case aggregate
    case `operator`
    case operatorFamily = "operator family"
    case operatorClass = "operator class"
    case cast
    case conversion
    case materializedView = "materialized view"
    /// An index of a materialized view; a table's indexes are parts of the table.
    case viewIndex = "index"
    case rule
    case policy
    case eventTrigger = "event trigger"
    case statistics
    case publication
    case subscription
    case textSearchParser = "text search parser"
    case textSearchTemplate = "text search template"
    case textSearchDictionary = "text search dictionary"
    case textSearchConfiguration = "text search configuration"
    case foreignDataWrapper = "foreign-data wrapper"
    case server
    case userMapping = "user mapping"
    case language
    case transform
    case accessMethod = "access method"
    /// What `COMMENT ON` says of another object; the name is that object's kind and name.
    case comment
    /// What `GRANT` gives on another object; the name is that object's kind and name.
    case privileges
    /// What `ALTER DEFAULT PRIVILEGES` gives.
    case defaultPrivileges = "default privileges"
    case owner
  }

  package static func == (left: SchemaObject, right: SchemaObject) -> Bool {
    left.kind == right.kind && left.name == right.name && left.table == right.table
      && left.definition == right.definition && left.columns == right.columns
      && left.attributes == right.attributes
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(name)
    hasher.combine(table)
    hasher.combine(definition)
    hasher.combine(columns)
    hasher.combine(attributes)
  }
}
