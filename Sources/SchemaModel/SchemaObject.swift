/// A schema object that is created and dropped whole: a view, a trigger, a virtual table.
package struct SchemaObject: Hashable, Sendable {
  package var kind: Kind
  package var name: Name
  /// The table or view that the object hangs on, as a trigger does.
  package var table: Name?
  /// What comes after `CREATE`, compared by its tokens.
  package var definition: Expression
  /// The statement that creates the object; not compared.
  package var declaration: String

  package init(
    kind: Kind, name: Name, table: Name?, definition: Expression, declaration: String
  ) {
    self.kind = kind
    self.name = name
    self.table = table
    self.definition = definition
    self.declaration = declaration
  }

  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case virtualTable = "virtual table"
    case view
    case trigger
  }

  package static func == (left: SchemaObject, right: SchemaObject) -> Bool {
    left.kind == right.kind && left.name == right.name && left.table == right.table
      && left.definition == right.definition
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(name)
    hasher.combine(table)
    hasher.combine(definition)
  }
}
