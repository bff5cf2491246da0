/// A table with all that belongs to it alone.
package struct Table: Hashable, Sendable {
  package var name: Name
  /// In the order of the declaration.
  package var columns: [Column]
  package var constraints: [Constraint]
  package var indexes: [Index]
  package var options: Set<TableOption>
  package var attributes: Attributes
  /// The statement that creates the table, without its indexes; not compared.
  package var declaration: String

  package init(
    name: Name, columns: [Column], constraints: [Constraint] = [], indexes: [Index] = [],
    options: Set<TableOption> = [], attributes: Attributes = [:], declaration: String = ""
  ) {
    self.name = name
    self.columns = columns
    self.constraints = constraints
    self.indexes = indexes
    self.options = options
    self.attributes = attributes
    self.declaration = declaration
  }

  package func column(named name: Name) -> Column? {
    columns.first { $0.name == name }
  }

  /// Whether the rows are another server's, which is not there in a trial.
  package var isForeign: Bool { attributes["kind"] == "foreign table" }

  package var primaryKey: PrimaryKey? {
    for case .primaryKey(let key) in constraints.map(\.rule) { return key }
    return nil
  }

  package var foreignKeys: [ForeignKey] {
    constraints.compactMap { if case .foreignKey(let key) = $0.rule { key } else { nil } }
  }

  package static func == (left: Table, right: Table) -> Bool {
    left.name == right.name && left.columns == right.columns
      && left.constraints == right.constraints && left.indexes == right.indexes
      && left.options == right.options && left.attributes == right.attributes
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(columns)
    hasher.combine(constraints)
    hasher.combine(indexes)
    hasher.combine(options)
    hasher.combine(attributes)
  }
}

/// A property that a table as a whole has or has not.
package enum TableOption: String, Hashable, Sendable {
  case strict
  case withoutRowID = "without rowid"
}
