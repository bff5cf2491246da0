extension Constraint: Stored {
  package func store(in writer: inout StoredWriter) {
    writer.write(name)
    writer.write(rule)
    writer.write(definition)
  }

  package init(from reader: inout StoredReader) throws(DamagedStore) {
    self.init(
      name: try reader.optional(), rule: try reader.value(), definition: try reader.optional())
  }
}

extension Constraint.Rule: Stored {
  package func store(in writer: inout StoredWriter) {
    switch self {
    case .primaryKey(let key):
      writer.write("primary key")
      writer.write(key)
    case .unique(let unique):
      writer.write("unique")
      writer.write(unique)
    case .foreignKey(let key):
      writer.write("foreign key")
      writer.write(key)
    case .check(let check):
      writer.write("check")
      writer.write(check.expression)
    case .exclusion:
      writer.write("exclusion")
    }
  }

  package init(from reader: inout StoredReader) throws(DamagedStore) {
    switch try reader.text() {
    case "primary key": self = .primaryKey(try reader.value())
    case "unique": self = .unique(try reader.value())
    case "foreign key": self = .foreignKey(try reader.value())
    case "check": self = .check(CheckConstraint(expression: try reader.value()))
    case "exclusion": self = .exclusion
    default: throw DamagedStore()
    }
  }
}

extension KeyColumn: Stored {
  package func store(in writer: inout StoredWriter) {
    writer.write(name)
    writer.write(collation)
    writer.write(isDescending)
  }

  package init(from reader: inout StoredReader) throws(DamagedStore) {
    self.init(
      name: try reader.value(), collation: try reader.optional(), isDescending: try reader.flag())
  }
}

extension PrimaryKey: Stored {
  package func store(in writer: inout StoredWriter) {
    writer.write(columns)
    writer.write(isAutoincrement)
    writer.write(isRowID)
    writer.write(onConflict) { $0.write($1.rawValue) }
  }

  package init(from reader: inout StoredReader) throws(DamagedStore) {
    self.init(
      columns: try reader.list(), isAutoincrement: try reader.flag(), isRowID: try reader.flag(),
      onConflict: try reader.conflictAction())
  }
}

extension Unique: Stored {
  package func store(in writer: inout StoredWriter) {
    writer.write(columns)
    writer.write(onConflict) { $0.write($1.rawValue) }
  }

  package init(from reader: inout StoredReader) throws(DamagedStore) {
    self.init(columns: try reader.list(), onConflict: try reader.conflictAction())
  }
}

extension ForeignKey: Stored {
  package func store(in writer: inout StoredWriter) {
    writer.write(columns)
    writer.write(parent)
    writer.write(parentColumns)
    writer.write(onUpdate.rawValue)
    writer.write(onDelete.rawValue)
    writer.write(isDeferred)
  }

  package init(from reader: inout StoredReader) throws(DamagedStore) {
    self.init(
      columns: try reader.list(), parent: try reader.value(), parentColumns: try reader.list(),
      onUpdate: try reader.rawValue(), onDelete: try reader.rawValue(),
      isDeferred: try reader.flag())
  }
}
