import SchemaModel

/// Short ways to write values of the model.
extension Name {
  init(_ spelling: String) { self.init(folding: spelling) }
}

extension Expression {
  init(_ text: String) { self.init(text, key: text.lowercased()) }
}

extension Column {
  init(_ name: String, _ type: String = "INTEGER", isNullable: Bool = true) {
    self.init(name: Name(name), type: Expression(type), isNullable: isNullable)
  }
}

extension Table {
  init(
    _ name: String, _ columns: [Column], _ constraints: [Constraint] = [], _ indexes: [Index] = []
  ) {
    self.init(name: Name(name), columns: columns, constraints: constraints, indexes: indexes)
  }
}

extension Constraint {
  static func check(_ text: String, name: String? = nil) -> Constraint {
    Constraint(
      name: name.map { Name($0) }, rule: .check(CheckConstraint(expression: Expression(text))))
  }

  static func unique(_ columns: String...) -> Constraint {
    Constraint(rule: .unique(Unique(columns: columns.map { KeyColumn(name: Name($0)) })))
  }
}

extension Index {
  init(_ name: String, on columns: String..., isUnique: Bool = false) {
    self.init(
      name: Name(name), isUnique: isUnique,
      elements: columns.map {
        Element(expression: Expression($0), collation: Name("binary"), isDescending: false)
      }, predicate: nil, declaration: "CREATE INDEX \(name)")
  }
}

extension SchemaObject {
  static func view(_ name: String, _ text: String) -> SchemaObject {
    SchemaObject(
      kind: .view, name: Name(name), table: nil, definition: Expression(text), declaration: text)
  }
}

extension Schema {
  init(_ tables: Table..., objects: [SchemaObject] = []) {
    self.init(dialect: .sqlite, tables: tables, objects: objects)
  }
}
