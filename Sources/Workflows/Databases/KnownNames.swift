internal import Revisions
internal import SchemaModel

/// The names that a project's schemas have, at any time; a database may hold more than those.
struct KnownNames {
  private var columns: [Name: Set<Name>] = [:]
  private var indexes: Set<Name> = []
  private var objects: Set<Object> = []

  private struct Object: Hashable {
    let kind: SchemaObject.Kind
    let name: Name

    init(_ object: SchemaObject) {
      kind = object.kind
      name = object.name
    }
  }

  init(_ schemas: some Sequence<Schema>) { schemas.forEach { add($0) } }

  mutating func add(_ schema: Schema) {
    for table in schema.tables {
      columns[table.name, default: []].formUnion(table.columns.map(\.name))
      indexes.formUnion(table.indexes.map(\.name))
    }
    objects.formUnion(schema.objects.map(Object.init))
  }

  /// The part of a database's schema that the project has to do with.
  func part(of schema: Schema) -> Schema {
    Schema(
      dialect: schema.dialect, tables: schema.tables.filter { columns[$0.name] != nil },
      objects: schema.objects.filter { objects.contains(Object($0)) })
  }

  /// The tables and the like that the project has nothing to do with.
  func others(in schema: Schema) -> [Name] {
    schema.tables.map(\.name).filter { columns[$0] == nil }
      + schema.objects.filter { !objects.contains(Object($0)) }.map(\.name)
  }

  /// Whether a change, made to what revisions build, brings no more than somebody's own column, index
  /// or object, which no revision has to do with.
  func isForeign(_ change: SchemaChange) -> Bool {
    switch change {
    case .createTable(let table): columns[table.name] == nil
    case .addColumn(let column, let table): !(columns[table]?.contains(column.name) ?? false)
    case .createIndex(let index, _): !indexes.contains(index.name)
    case .createObject(let object): !objects.contains(Object(object))
    default: false
    }
  }
}

extension KnownNames {
  /// The names that a schema has and those at the ends of all lines of revisions.
  init(of schema: Schema, and folder: RevisionFolder, _ builder: SnapshotBuilder) throws {
    self.init([schema])
    for head in folder.graph.heads {
      add(try builder.schema(of: folder.graph.chain(to: head.id)))
    }
  }
}
