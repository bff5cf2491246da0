extension Schema {
  /// The text whose digest names the snapshot.
  ///
  /// It is the same for two schemas exactly when no substantial change leads from one to the other:
  /// columns are in the order of their names, and constraint names appear only where they count.
  package var canonicalText: String {
    var writer = CanonicalWriter()
    writer.object { writer in
      writer.member("dialect", dialect.rawValue)
      writer.member("objects") { $0.sorted(objects) { $0.write($1) } }
      writer.member("tables", tables) { $0.write($1, in: dialect) }
    }
    return writer.text
  }
}

// Members come in the order of their keys.
extension CanonicalWriter {
  fileprivate mutating func write(_ table: Table, in dialect: Dialect) {
    object { writer in
      writer.attributes(table.attributes)
      writer.member("columns", table.columns.sorted { $0.name < $1.name }) { $0.write($1) }
      writer.member("constraints") { $0.sorted(table.constraints) { $0.write($1, in: dialect) } }
      writer.member("indexes") { $0.sorted(table.indexes) { $0.write($1) } }
      writer.member("name", table.name.key)
      writer.member("options", table.options.map(\.rawValue).sorted()) { $0.write($1) }
    }
  }

  fileprivate mutating func write(_ column: Column) {
    object { writer in
      writer.attributes(column.attributes)
      writer.member("collation", column.collation?.key)
      writer.member("default", column.defaultValue?.key)
      writer.member("generated", column.generation?.expression.key)
      writer.member("name", column.name.key)
      writer.member("nullable", column.isNullable)
      writer.member("onNull", column.nullConflict?.rawValue)
      if let generation = column.generation { writer.member("stored", generation.isStored) }
      writer.member("type", column.type.key)
    }
  }

  fileprivate mutating func write(_ constraint: Constraint, in dialect: Dialect) {
    object { writer in
      writer.member("definition", constraint.definition?.key)
      if dialect.namesConstraints { writer.member("name", constraint.name?.key) }
      writer.member("rule") { $0.write(constraint.rule) }
    }
  }

  private mutating func write(_ rule: Constraint.Rule) {
    switch rule {
    case .primaryKey(let key):
      object { writer in
        writer.member("autoincrement", key.isAutoincrement)
        writer.member("onConflict", key.onConflict?.rawValue)
        writer.member("primaryKey", key.columns) { $0.write($1) }
        writer.member("rowid", key.isRowID)
      }
    case .unique(let unique):
      object { writer in
        writer.member("onConflict", unique.onConflict?.rawValue)
        writer.member("unique", unique.columns) { $0.write($1) }
      }
    case .foreignKey(let key): write(key)
    case .exclusion: write("exclusion")
    case .check(let check): object { $0.member("check", check.expression.key) }
    }
  }

  private mutating func write(_ key: ForeignKey) {
    object { writer in
      writer.member("deferred", key.isDeferred)
      writer.member("foreignKey", key.columns) { $0.write($1.key) }
      writer.member("onDelete", key.onDelete.rawValue)
      writer.member("onUpdate", key.onUpdate.rawValue)
      writer.member("parent", key.parent.key)
      writer.member("parentColumns", key.parentColumns) { $0.write($1.key) }
    }
  }

  private mutating func write(_ column: KeyColumn) {
    object { writer in
      writer.member("collation", column.collation?.key)
      writer.member("descending", column.isDescending)
      writer.member("name", column.name.key)
    }
  }

  fileprivate mutating func write(_ index: Index) {
    object { writer in
      writer.attributes(index.attributes)
      writer.member("definition", index.definition?.key)
      writer.member("elements", index.elements) { $0.write($1) }
      writer.member("name", index.name.key)
      writer.member("unique", index.isUnique)
      writer.member("where", index.predicate?.key)
    }
  }

  private mutating func write(_ element: Index.Element) {
    object { writer in
      writer.member("collation", element.collation?.key)
      writer.member("descending", element.isDescending)
      writer.member("expression", element.expression.key)
    }
  }

  fileprivate mutating func write(_ object: SchemaObject) {
    self.object { writer in
      writer.attributes(object.attributes)
      if !object.columns.isEmpty { writer.member("columns", object.columns) { $0.write($1) } }
      writer.member("definition", object.definition.key)
      writer.member("kind", object.kind.rawValue)
      writer.member("name", object.name.key)
      writer.member("table", object.table?.key)
    }
  }
}
