internal import Engine
internal import SchemaModel

/// A schema while it is read.
struct SchemaAssembly {
  /// By oid.
  var tables: [String: Table] = [:]
  /// By kind and name: a function and a table may have the same.
  private(set) var objects: [ObjectReference: SchemaObject] = [:]
  /// What the parts that the catalog's dependencies speak of are called here.
  private(set) var references: [CatalogAddress: ObjectReference] = [:]
  /// What `COMMENT ON`, `GRANT ON` call them.
  private(set) var titles: [CatalogAddress: String] = [:]
  /// Columns by table or view, and by number, as they come.
  var columns: [String: [(number: String, column: Column)]] = [:]
  var dependencies: [ObjectReference: Set<ObjectReference>] = [:]

  mutating func add(_ object: SchemaObject, at address: CatalogAddress, title: String? = nil) {
    objects[object.reference] = object
    name(address, object.reference, title: title)
  }

  mutating func name(
    _ address: CatalogAddress, _ reference: ObjectReference, title: String? = nil
  ) {
    references[address] = reference
    titles[address] = title
  }

  mutating func alter(_ reference: ObjectReference, _ change: (inout SchemaObject) -> Void) {
    guard var object = objects[reference] else { return }
    change(&object)
    objects[reference] = object
  }

  /// The part at an address; of a column that is not known by itself, its table.
  func reference(at address: CatalogAddress) -> ObjectReference? {
    references[address]
      ?? references[CatalogAddress(catalog: address.catalog, oid: address.oid)]
  }

  /// The table or view at an address; `nil` for an extension's, to which all that hangs on it belongs
  /// too.
  func relation(at address: CatalogAddress) -> ObjectReference? {
    reference(at: address).flatMap { $0.kind == .object(.fileExtension) ? nil : $0 }
  }

  mutating func depend(_ part: ObjectReference, on other: ObjectReference) {
    if part != other { dependencies[part, default: []].insert(other) }
  }

  func schema() -> Schema {
    Schema(
      dialect: .postgresql,
      tables: tables.values.map { table in
        var table = table
        table.indexes.sort { $0.name < $1.name }
        table.constraints.sort { ($0.name ?? table.name) < ($1.name ?? table.name) }
        return table
      },
      objects: objects.values.sorted { $0.sortKey < $1.sortKey }, dependencies: dependencies)
  }
}

extension SchemaObject {
  fileprivate var sortKey: (String, Name, Name) { (kind.rawValue, name, table ?? name) }
}

extension Name {
  /// A name in the catalog; what is in `public` or in the system's schema needs no schema.
  init(_ spelling: String, in namespace: String) {
    self.init(
      exact: spelling, in: namespace == "public" || namespace == "pg_catalog" ? nil : namespace)
  }
}
