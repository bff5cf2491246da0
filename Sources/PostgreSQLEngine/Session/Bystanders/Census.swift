internal import SchemaModel

/// All that a database has, and where: whether a thing is still the one that it was.
struct Census {
  let schema: Schema
  let objects: [ObjectReference: SchemaObject]
  private let places: [ObjectReference: Set<CatalogAddress>]

  /// - Throws: ``ServerFailure``.
  init(of connection: Connection) throws {
    let options = CatalogOptions(
      includesPrivileges: true, includesOwners: true, passesOverUnsupported: true)
    let assembly = try CatalogReader(connection: connection, options: options).assembly()
    schema = assembly.schema()
    objects = assembly.objects
    var places: [ObjectReference: Set<CatalogAddress>] = [:]
    for (address, reference) in assembly.references {
      places[reference, default: []].insert(address)
    }
    for (address, title) in assembly.titles where Self.isSequence(title) {
      places[Self.sequence(title), default: []].insert(address)
    }
    self.places = places
  }

  /// A sequence by its title: that of an identity column and one that was made for a column are the
  /// same to who has grants on it.
  private static func sequence(_ title: String) -> ObjectReference {
    ObjectReference(.object(.sequence), Name(exact: title))
  }

  private static func isSequence(_ title: String) -> Bool { title.hasPrefix("sequence ") }

  func contains(_ part: ObjectReference) -> Bool { places[part] != nil }

  /// Whether a part was dropped and made again in between.
  func isRemade(_ part: ObjectReference, in later: Census) -> Bool {
    guard let old = places[part], let new = later.places[part] else { return false }
    return old.isDisjoint(with: new)
  }

  func renamed(_ names: Successors) -> Census {
    var schema = schema
    schema.objects = schema.objects.map(names.renamed)
    schema.dependencies = Dictionary(
      schema.dependencies.map { (names.renamed($0.key), Set($0.value.map(names.renamed))) }
    ) { $0.union($1) }
    return Census(
      schema: schema,
      places: Dictionary(places.map { (names.renamed($0.key), $0.value) }) { $0.union($1) })
  }

  private init(schema: Schema, places: [ObjectReference: Set<CatalogAddress>]) {
    self.schema = schema
    self.places = places
    objects = Dictionary(schema.objects.map { ($0.reference, $0) }) { first, _ in first }
  }

  /// What an object cannot be without.
  func needs(of object: SchemaObject) -> Set<ObjectReference> {
    if [.privileges, .comment].contains(object.kind), Self.isSequence(object.name.spelling) {
      return [Self.sequence(object.name.spelling)]
    }
    let columns = object.columns.map { ObjectReference(.column, $0.name, of: object.name) }
    let recorded = ([object.reference] + columns).flatMap { schema.dependencies[$0] ?? [] }
    let hosts = [object.table] + recorded.map(\.table)
    return Set(recorded + hosts.compactMap(\.self).flatMap(relation))
      .subtracting([object.reference])
  }

  /// The table or view of a name.
  private func relation(_ name: Name) -> [ObjectReference] {
    [.table, .object(.view), .object(.materializedView)].map { ObjectReference($0, name) }
      .filter(contains)
  }
}

extension Census: Stored {
  func store(in writer: inout StoredWriter) {
    writer.write(schema)
    writer.write(Array(places)) { writer, place in
      writer.write(place.key)
      writer.write(Array(place.value))
    }
  }

  init(from reader: inout StoredReader) throws(DamagedStore) {
    let schema: Schema = try reader.value()
    let places = try reader.list { reader throws(DamagedStore) in
      let part: ObjectReference = try reader.value()
      let addresses: [CatalogAddress] = try reader.list()
      return (part, Set(addresses))
    }
    self.init(schema: schema, places: Dictionary(places) { $1 })
  }
}

extension CatalogAddress: Stored {
  func store(in writer: inout StoredWriter) {
    writer.write(catalog)
    writer.write(oid)
    writer.write(column)
  }

  init(from reader: inout StoredReader) throws(DamagedStore) {
    self.init(catalog: try reader.text(), oid: try reader.text(), column: try reader.text())
  }
}
