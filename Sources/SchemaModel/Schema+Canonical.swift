extension Schema {
  /// The text whose digest names the snapshot.
  ///
  /// It is the same for two schemas exactly when no substantial change leads from one to the other:
  /// columns are in the order of their names, and constraint names appear only where they count.
  package var canonicalText: String {
    CanonicalJSON.object([
      "dialect": .string(dialect.rawValue),
      "tables": .array(tables.map { $0.canonical(in: dialect) }),
      "objects": .sorted(objects.map(\.canonical)),
    ]).text
  }
}

extension CanonicalJSON {
  fileprivate static func sorted(_ elements: [CanonicalJSON]) -> CanonicalJSON {
    .array(
      elements.map { (text: $0.text, element: $0) }
        .sorted { $0.text.sortsByBytes(before: $1.text) }.map(\.element))
  }

  fileprivate static func names(_ names: [Name]) -> CanonicalJSON {
    .array(names.map { .string($0.key) })
  }

  /// An object without the members that have no value.
  fileprivate static func members(_ members: [String: CanonicalJSON?]) -> CanonicalJSON {
    .object(members.compactMapValues { $0 })
  }
}

extension Table {
  fileprivate func canonical(in dialect: Dialect) -> CanonicalJSON {
    .members([
      "attributes": .attributes(attributes),
      "name": .string(name.key),
      "columns": .array(columns.sorted { $0.name < $1.name }.map(\.canonical)),
      "constraints": .sorted(constraints.map { $0.canonical(in: dialect) }),
      "indexes": .sorted(indexes.map(\.canonical)),
      "options": .array(options.map(\.rawValue).sorted().map(CanonicalJSON.string)),
    ])
  }
}

extension Column {
  fileprivate var canonical: CanonicalJSON {
    .members([
      "name": .string(name.key),
      "type": .string(type.key),
      "nullable": .bool(isNullable),
      "onNull": nullConflict.map { .string($0.rawValue) },
      "default": defaultValue.map { .string($0.key) },
      "collation": collation.map { .string($0.key) },
      "generated": generation.map { .string($0.expression.key) },
      "stored": generation.map { .bool($0.isStored) },
      "attributes": .attributes(attributes),
    ])
  }
}

extension Constraint {
  fileprivate func canonical(in dialect: Dialect) -> CanonicalJSON {
    .members([
      "name": dialect.namesConstraints ? name.map { .string($0.key) } : nil,
      "rule": rule.canonical,
      "definition": definition.map { .string($0.key) },
    ])
  }
}

extension Constraint.Rule {
  fileprivate var canonical: CanonicalJSON {
    switch self {
    case .primaryKey(let key):
      .members([
        "primaryKey": .array(key.columns.map(\.canonical)),
        "autoincrement": .bool(key.isAutoincrement),
        "rowid": .bool(key.isRowID),
        "onConflict": key.onConflict.map { .string($0.rawValue) },
      ])
    case .unique(let unique):
      .members([
        "unique": .array(unique.columns.map(\.canonical)),
        "onConflict": unique.onConflict.map { .string($0.rawValue) },
      ])
    case .foreignKey(let key): key.canonical
    case .exclusion: .string("exclusion")
    case .check(let check): .object(["check": .string(check.expression.key)])
    }
  }
}

extension ForeignKey {
  fileprivate var canonical: CanonicalJSON {
    .object([
      "foreignKey": .names(columns),
      "parent": .string(parent.key),
      "parentColumns": .names(parentColumns),
      "onUpdate": .string(onUpdate.rawValue),
      "onDelete": .string(onDelete.rawValue),
      "deferred": .bool(isDeferred),
    ])
  }
}

extension KeyColumn {
  fileprivate var canonical: CanonicalJSON {
    .members([
      "name": .string(name.key),
      "collation": collation.map { .string($0.key) },
      "descending": .bool(isDescending),
    ])
  }
}

extension Index {
  fileprivate var canonical: CanonicalJSON {
    .members([
      "name": .string(name.key),
      "unique": .bool(isUnique),
      "elements": .array(elements.map(\.canonical)),
      "where": predicate.map { .string($0.key) },
      "definition": definition.map { .string($0.key) },
      "attributes": .attributes(attributes),
    ])
  }
}

extension Index.Element {
  fileprivate var canonical: CanonicalJSON {
    .members([
      "expression": .string(expression.key),
      "collation": collation.map { .string($0.key) },
      "descending": .bool(isDescending),
    ])
  }
}

extension SchemaObject {
  fileprivate var canonical: CanonicalJSON {
    .members([
      "kind": .string(kind.rawValue),
      "name": .string(name.key),
      "table": table.map { .string($0.key) },
      "definition": .string(definition.key),
      "columns": columns.isEmpty ? nil : .array(columns.map(\.canonical)),
      "attributes": .attributes(attributes),
    ])
  }
}
