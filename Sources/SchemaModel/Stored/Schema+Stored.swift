// A property that is added to one of these types has to be added here too, and the number of
// ``Schema/storedFormat`` has to be raised; a test says so.

extension Schema: Stored {
  /// Which properties are stored, and in what order.
  package static let storedFormat = 1

  package func store(in writer: inout StoredWriter) {
    writer.write(dialect.rawValue)
    writer.write(tables)
    writer.write(objects)
    writer.write(dependencies.sorted { $0.key.sortKey < $1.key.sortKey }) { writer, entry in
      writer.write(entry.key)
      writer.write(entry.value.sorted { $0.sortKey < $1.sortKey })
    }
  }

  package init(from reader: inout StoredReader) throws(DamagedStore) {
    let dialect: Dialect = try reader.rawValue()
    let tables: [Table] = try reader.list()
    let objects: [SchemaObject] = try reader.list()
    let dependencies = try reader.list { reader throws(DamagedStore) in
      let key: ObjectReference = try reader.value()
      let list: [ObjectReference] = try reader.list()
      return (key, Set(list))
    }
    self.init(
      dialect: dialect, tables: tables, objects: objects,
      dependencies: Dictionary(dependencies) { $1 })
  }
}

extension Table: Stored {
  package func store(in writer: inout StoredWriter) {
    writer.write(name)
    writer.write(columns)
    writer.write(constraints)
    writer.write(indexes)
    writer.write(options.map(\.rawValue).sorted())
    writer.write(attributes: attributes)
    writer.write(declaration)
  }

  package init(from reader: inout StoredReader) throws(DamagedStore) {
    self.init(
      name: try reader.value(), columns: try reader.list(), constraints: try reader.list(),
      indexes: try reader.list(),
      options: Set(
        try reader.list { reader throws(DamagedStore) -> TableOption in try reader.rawValue() }),
      attributes: try reader.attributes(), declaration: try reader.text())
  }
}

extension Column: Stored {
  package func store(in writer: inout StoredWriter) {
    writer.write(name)
    writer.write(type)
    writer.write(isNullable)
    writer.write(nullConflict) { $0.write($1.rawValue) }
    writer.write(defaultValue)
    writer.write(collation)
    writer.write(generation) { writer, generation in
      writer.write(generation.expression)
      writer.write(generation.isStored)
    }
    writer.write(attributes: attributes)
  }

  package init(from reader: inout StoredReader) throws(DamagedStore) {
    self.init(
      name: try reader.value(), type: try reader.value(), isNullable: try reader.flag(),
      nullConflict: try reader.conflictAction(), defaultValue: try reader.optional(),
      collation: try reader.optional(),
      generation: try reader.optional { reader throws(DamagedStore) in
        Generation(expression: try reader.value(), isStored: try reader.flag())
      }, attributes: try reader.attributes())
  }
}

extension Index: Stored {
  package func store(in writer: inout StoredWriter) {
    writer.write(name)
    writer.write(isUnique)
    writer.write(elements) { writer, element in
      writer.write(element.expression)
      writer.write(element.collation)
      writer.write(element.isDescending)
    }
    writer.write(predicate)
    writer.write(declaration)
    writer.write(definition)
    writer.write(attributes: attributes)
  }

  package init(from reader: inout StoredReader) throws(DamagedStore) {
    self.init(
      name: try reader.value(), isUnique: try reader.flag(),
      elements: try reader.list { reader throws(DamagedStore) in
        Element(
          expression: try reader.value(), collation: try reader.optional(),
          isDescending: try reader.flag())
      }, predicate: try reader.optional(), declaration: try reader.text(),
      definition: try reader.optional(), attributes: try reader.attributes())
  }
}

extension SchemaObject: Stored {
  package func store(in writer: inout StoredWriter) {
    writer.write(kind.rawValue)
    writer.write(name)
    writer.write(table)
    writer.write(columns)
    writer.write(attributes: attributes)
    writer.write(definition)
    writer.write(declaration)
    writer.write(removal) { $0.write($1) }
  }

  package init(from reader: inout StoredReader) throws(DamagedStore) {
    self.init(
      kind: try reader.rawValue(), name: try reader.value(), table: try reader.optional(),
      columns: try reader.list(), attributes: try reader.attributes(),
      definition: try reader.value(), declaration: try reader.text(),
      removal: try reader.optional { reader throws(DamagedStore) in try reader.text() })
  }
}

// MARK: Names and expressions

extension Name: Stored {
  package func store(in writer: inout StoredWriter) {
    writer.write(spelling)
    writer.write(namespace) { $0.write($1) }
    writer.write(key)
  }

  package init(from reader: inout StoredReader) throws(DamagedStore) {
    self.init(
      spelling: try reader.text(),
      namespace: try reader.optional { reader throws(DamagedStore) in try reader.text() },
      key: try reader.text())
  }
}

extension Expression: Stored {
  package func store(in writer: inout StoredWriter) {
    writer.write(spelling)
    writer.write(key)
  }

  package init(from reader: inout StoredReader) throws(DamagedStore) {
    self.init(try reader.text(), key: try reader.text())
  }
}

extension ObjectReference: Stored {
  package func store(in writer: inout StoredWriter) {
    switch kind {
    case .table: writer.write("table")
    case .column: writer.write("column")
    case .columnDefault: writer.write("default")
    case .constraint: writer.write("constraint")
    case .index: writer.write("index")
    case .object(let kind): writer.write("object " + kind.rawValue)
    }
    writer.write(table)
    writer.write(name)
  }

  package init(from reader: inout StoredReader) throws(DamagedStore) {
    let kind = try Self.kind(try reader.text())
    let table: Name? = try reader.optional()
    self.init(kind, try reader.value(), of: table)
  }

  private static func kind(_ text: String) throws(DamagedStore) -> Kind {
    switch text {
    case "table": return .table
    case "column": return .column
    case "default": return .columnDefault
    case "constraint": return .constraint
    case "index": return .index
    default:
      guard text.hasPrefix("object "),
        let kind = SchemaObject.Kind(rawValue: String(text.dropFirst("object ".count)))
      else { throw DamagedStore() }
      return .object(kind)
    }
  }

  fileprivate var sortKey: String { "\(kind) \(table?.key ?? "") \(name.key)" }
}

extension StoredWriter {
  fileprivate mutating func write(attributes: Attributes) {
    write(attributes.sorted { $0.key < $1.key }) { writer, attribute in
      writer.write(attribute.key)
      writer.write(attribute.value)
    }
  }
}

extension StoredReader {
  fileprivate mutating func attributes() throws(DamagedStore) -> Attributes {
    let list = try list { reader throws(DamagedStore) in
      (try reader.text(), try reader.text())
    }
    return Dictionary(list) { $1 }
  }

  mutating func conflictAction() throws(DamagedStore) -> ConflictAction? {
    try optional { reader throws(DamagedStore) -> ConflictAction in try reader.rawValue() }
  }
}
