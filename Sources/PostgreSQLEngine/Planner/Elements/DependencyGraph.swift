internal import SchemaModel

/// A schema as elements that need one another.
struct DependencyGraph {
  private(set) var elements: [ElementID: SchemaElement] = [:]
  /// The partitions and children of each table.
  private(set) var children: [Name: [Table]] = [:]

  let schema: Schema
  var relations: [Name: ElementID] = [:]
  /// The grants on whole tables.
  var tablePrivileges: [Name: ElementID] = [:]
  var columnsBySQL: [String: ElementID] = [:]
  var tablesBySQL: [String: Name] = [:]

  init(_ schema: Schema) {
    self.schema = schema
    for table in schema.tables { add(table) }
    for object in schema.objects { add(object) }
    for table in schema.tables where table.isAttached {
      for parent in parents(of: table) { children[parent, default: []].append(table) }
    }
    for id in Array(elements.keys) { connect(id) }
    connectBodies()
  }

  subscript(id: ElementID) -> SchemaElement? { elements[id] }

  func table(named name: Name) -> Table? { schema.table(named: name) }

  func typeName(behind type: Expression) -> TypeName { schema.typeName(behind: type) }

  /// The tables that another is a partition or a child of.
  func parents(of table: Table) -> [Name] {
    table.parentNames.compactMap { tablesBySQL[$0] }
  }

  /// The tables that another is a partition or a child of, and theirs.
  func ancestors(of table: Table) -> [Name] {
    parents(of: table).flatMap { parent in
      [parent] + (self.table(named: parent).map(ancestors) ?? [])
    }
  }

  func constraintsOfAncestors(of table: Table) -> [Constraint] {
    ancestors(of: table).flatMap { self.table(named: $0)?.constraints ?? [] }
  }

  /// The partitions of a table, and theirs.
  func partitions(below table: Name) -> [Table] {
    (children[table] ?? []).filter { $0.attributes[.partitionOf] != nil }
      .flatMap { [$0] + partitions(below: $0.name) }
  }

  // MARK: Elements

  private mutating func add(_ content: SchemaElement.Content, as id: ElementID) {
    elements[id] = SchemaElement(id: id, content: content)
  }

  private mutating func add(_ table: Table) {
    let id = ElementID.table(table.name)
    add(.table(table), as: id)
    relations[table.name] = id
    tablesBySQL[table.name.sql] = table.name
    for column in table.columns { add(column, of: table) }
    for constraint in table.constraints {
      add(.constraint(constraint, of: table), as: .constraint(constraint, of: table.name))
    }
    for index in table.indexes { add(index, of: table) }
    if table.isAttached { add(.attachment(table), as: id.with(.attachment)) }
    if table.attributes[.replicaIdentity] != nil {
      add(.replicaIdentity(table), as: id.with(.replicaIdentity))
    }
    if table.attributes[.ofType] != nil { add(.typing(table), as: id.with(.typing)) }
    if let clustering = table.clustering {
      add(.clustering(clustering, of: table), as: id.with(.clustering))
    }
  }

  private mutating func add(_ column: Column, of table: Table) {
    let id = ElementID.column(column.name, of: table.name)
    add(.column(column, of: table), as: id)
    columnsBySQL["\(table.name.sql).\(column.name.sql)"] = id
    if !column.isNullable { add(.notNull(column, of: table), as: id.with(.notNull)) }
    if column.attributes[.identity] != nil {
      add(.identity(column, of: table), as: id.with(.identity))
    }
    if column.defaultValue != nil {
      add(
        .columnDefault(column, of: table), as: .columnDefault(column.name, of: table.name))
    }
  }

  private mutating func add(_ index: Index, of table: Table) {
    let id = ElementID.index(index.name, of: table.name)
    add(.index(index, of: table), as: id)
  }

  private mutating func add(_ object: SchemaObject) {
    let id = ElementID(object.reference)
    add(.object(object), as: id)
    switch object.kind {
    case .view, .materializedView, .compositeType: relations[object.name] = id
    case .sequence where object.attributes[.ownedBy] != nil:
      add(.ownership(object), as: id.with(.ownership))
    case .privileges:
      for part in schema.dependencies[object.reference] ?? [] where part.table == nil {
        tablePrivileges[part.name] = id
      }
    default: break
    }
  }

  // MARK: Needs

  private mutating func connect(_ id: ElementID) {
    guard var element = elements[id] else { return }
    element.needs = Set(needs(of: element).filter { elements[$0] != nil })
    element.follows = Set(follows(of: element).filter { elements[$0] != nil })
    element.needs.remove(id)
    if let index = element.index, let table = element.table {
      element.belongsTo = parentIndex(of: index, in: table)
      element.needs = element.needs.filter { $0.part.kind != .index }
    }
    elements[id] = element
  }

  /// The index of the parent that an index of a partition is attached to.
  private func parentIndex(of index: Index, in table: Table) -> ElementID? {
    guard index.attributes[.partitionOf] != nil else { return nil }
    for parent in parents(of: table) {
      let indexes = self.table(named: parent)?.indexes ?? []
      if let host = indexes.first(where: { index.isPart(of: $0.name) }) {
        return .index(host.name, of: parent)
      }
    }
    return nil
  }

  /// Bodies that are text are read when they are called, which a plan's own statements may do.
  private mutating func connectBodies() {
    let routines = elements.values.filter { $0.object?.kind.isRoutine ?? false }
    guard routines.count > 1 || !routines.isEmpty && !relations.isEmpty else { return }
    var named: [Substring: [ElementID]] = [:]
    for id in routines.map(\.id) {
      named[id.part.name.spelling.prefix { $0 != "(" }, default: []].append(id)
    }
    for (name, id) in relations { named[Substring(name.identifier), default: []].append(id) }
    for id in routines.map(\.id) {
      let words = SQLWords.allWords(of: elements[id]?.object?.declaration ?? "")
      let mentions = words.flatMap { named[$0] ?? [] }.filter { $0 != id }
      elements[id]?.mentions = Set(mentions)
    }
  }

  // MARK: Partitions

  /// Keys of partitions that serve as their parts of indexes of parents.
  var keysForIndexes: [(key: ElementID, index: ElementID)] {
    children.flatMap { parent, children in
      (table(named: parent)?.indexes ?? []).flatMap { index in
        children.flatMap { child in
          index.isServed(in: child)
            ? [] : child.keys(on: index).map { ($0, .index(index.name, of: parent)) }
        }
      }
    }
  }

}

extension Table {
  /// The identifier of the index that the table is clustered on.
  var clustering: String? {
    attributes[.clusterOn]
      ?? indexes.first { $0.attributes[.clustered] != nil }?.name.identifier
  }

  /// The names of the parents as SQL.
  var parentNames: [String] {
    [attributes[.partitionOf]].compactMap(\.self)
      + (attributes[.inherits].map { SQLList.elements(of: $0) } ?? [])
  }

  /// The keys whose indexes are as another is.
  func keys(on index: Index) -> [ElementID] {
    constraints.filter { constraint in
      constraint.rule.isKey
        && constraint.rule.columns == index.elements.map { Name(unquoting: $0.expression.spelling) }
    }.map { .constraint($0, of: name) }
  }

  /// What makes a set of columns unique.
  func keys(on columns: Set<Name>) -> [ElementID] {
    let constraints = constraints.filter { constraint in
      switch constraint.rule {
      case .primaryKey(let key): Set(key.columns.map(\.name)) == columns
      case .unique(let unique): Set(unique.columns.map(\.name)) == columns
      case .foreignKey, .check, .exclusion: false
      }
    }
    if !constraints.isEmpty { return constraints.map { .constraint($0, of: name) } }
    return indexes.filter { index in
      index.isUnique
        && Set(index.elements.map { Name(unquoting: $0.expression.spelling) }) == columns
    }.map { .index($0.name, of: name) }
  }
}

extension Index {
  /// Whether a partition has an index of its own that is a part of this one.
  func isServed(in partition: Table) -> Bool {
    partition.indexes.contains { $0.isPart(of: name) }
  }

  /// Whether the index of a partition is a part of one of its parent.
  func isPart(of index: Name) -> Bool {
    attributes[.partitionOf].map { $0.utf8.elementsEqual(index.sql.utf8) } ?? false
  }
}

extension Constraint.Rule {
  /// Whether an index that lets nothing in twice stands behind the rule.
  var isKey: Bool {
    switch self {
    case .primaryKey, .unique: true
    case .foreignKey, .check, .exclusion: false
    }
  }

  /// Whether an index of the constraint's name stands behind it.
  var hasIndex: Bool { isKey || self == .exclusion }

  /// The columns that the rule names, where it names them one by one.
  var columns: [Name] {
    switch self {
    case .primaryKey(let key): key.columns.map(\.name)
    case .unique(let unique): unique.columns.map(\.name)
    case .foreignKey(let key): key.columns
    case .check, .exclusion: []
    }
  }
}
