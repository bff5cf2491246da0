internal import SchemaModel

/// A schema as elements that need one another.
struct DependencyGraph {
  private(set) var elements: [ElementID: SchemaElement] = [:]
  /// The partitions and children of each table.
  private(set) var children: [Name: [Table]] = [:]

  private let schema: Schema
  private var relations: [Name: ElementID] = [:]
  /// The grants on whole tables.
  private var tablePrivileges: [Name: ElementID] = [:]
  private var columnsBySQL: [String: ElementID] = [:]
  private var tablesBySQL: [String: Name] = [:]

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

  private func needs(of element: SchemaElement) -> [ElementID] {
    switch element.content {
    case .table(let table):
      recorded(element.id.part).filter {
        $0.part.table != table.name && !$0.isTable(in: table)
          && $0.part.kind != .object(.compositeType)
      } + namespace(of: table.name)
    case .column(let column, let table):
      recorded(element.id.part) + [.table(table.name)]
        + (column.generation == nil
          ? [] : recorded(ObjectReference(.columnDefault, column.name, of: table.name)))
    case .notNull: [element.id.with(.existence)]
    case .identity: [element.id.with(.existence), element.id.with(.notNull)]
    case .columnDefault(let column, let table):
      recorded(element.id.part) + [.column(column.name, of: table.name)]
    case .constraint(let constraint, let table): needs(of: constraint, of: table, element.id)
    case .index(let index, let table):
      // That a partition's index belongs to its parent's says nothing of the order.
      recorded(element.id.part).filter { $0.part.kind != .index } + [.table(table.name)]
        + index.elements.map { .column(Name(unquoting: $0.expression.spelling), of: table.name) }
    case .attachment(let table):
      [element.id.with(.existence)] + parents(of: table).map(ElementID.table)
    case .replicaIdentity(let table):
      [element.id.with(.existence)]
        + (replicaIndex(of: table).map { keys(called: $0, of: table) } ?? [])
    case .clustering(let index, let table):
      [element.id.with(.existence)] + keys(called: index, of: table)
    case .typing(let table):
      [element.id.with(.existence)] + columns(of: table.name)
        + recorded(element.id.part).filter { $0.part.kind == .object(.compositeType) }
    case .object(let object): needs(of: object)
    case .ownership(let sequence):
      [element.id.with(.existence)]
        + [sequence.attributes[.ownedBy].flatMap { columnsBySQL[$0] }].compactMap(\.self)
    }
  }

  private func replicaIndex(of table: Table) -> String? {
    guard let identity = table.attributes[.replicaIdentity], identity.hasPrefix("index ") else {
      return nil
    }
    return String(identity.dropFirst(6))
  }

  /// The index, or the constraint whose index it is.
  private func keys(called identifier: String, of table: Table) -> [ElementID] {
    let name = Name(unquoting: identifier)
    return [
      .index(table.name.sibling(name.spelling), of: table.name),
      ElementID(ObjectReference(.constraint, name, of: table.name)),
    ]
  }

  private func needs(of constraint: Constraint, of table: Table, _ id: ElementID) -> [ElementID] {
    let columns = constraint.rule.columns.map { ElementID.column($0, of: table.name) }
    var needs = recorded(id.part) + [.table(table.name)] + columns
    if case .primaryKey = constraint.rule { needs += columns.map { $0.with(.notNull) } }
    guard case .foreignKey(let key) = constraint.rule else { return needs }
    needs += [.table(key.parent)] + key.parentColumns.map { .column($0, of: key.parent) }
    needs += self.table(named: key.parent)?.keys(on: Set(key.parentColumns)) ?? []
    return needs
  }

  private func needs(of object: SchemaObject) -> [ElementID] {
    let recorded =
      recorded(object.reference)
      + object.columns.flatMap {
        self.recorded(ObjectReference(.column, $0.name, of: object.name))
      }
    let table = object.table.flatMap { relations[$0] }.map { [$0] } ?? []
    let attachment =
      object.attributes["of"] == nil ? [] : table.map { $0.with(.attachment) }
    // What is said of an identity's sequence needs that there is one.
    let identities =
      object.name.spelling.hasPrefix("sequence ")
      ? recorded.filter { $0.part.kind == .column }.map { $0.with(.identity) } : []
    let needs =
      recorded + identities + table + attachment + namespace(of: object.name)
      + columnsOfRows(in: object)
    // A sequence may belong to a column whose default needs it: that it belongs is another element.
    return object.kind == .sequence ? needs.filter { !$0.isPartOfTable } : needs
  }

  /// The columns of tables whose whole rows a view keeps, which must be of the types that they have.
  private func columnsOfRows(in view: SchemaObject) -> [ElementID] {
    guard view.kind == .materializedView else { return [] }
    return view.columns.flatMap { column -> [ElementID] in
      let type = column.type.spelling
      guard let table = tablesBySQL[type.hasSuffix("[]") ? String(type.dropLast(2)) : type] else {
        return []
      }
      return (self.table(named: table)?.columns ?? []).map { .column($0.name, of: table) }
    }
  }

  private func namespace(of name: Name) -> [ElementID] {
    name.namespace.map {
      [ElementID(ObjectReference(.object(.namespace), Name(exact: $0)))]
    } ?? []
  }

  private func recorded(_ part: ObjectReference) -> [ElementID] {
    (schema.dependencies[part] ?? []).compactMap(resolve)
  }

  private func resolve(_ part: ObjectReference) -> ElementID? {
    if elements[ElementID(part)] != nil { return ElementID(part) }
    guard let table = part.table else {
      return part.kind == .table ? relations[part.name] : nil
    }
    if part.kind == .columnDefault {
      return resolve(ObjectReference(.column, part.name, of: table))
    }
    return part.kind == .column ? relations[table] : nil
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

  // MARK: Order

  private func columns(of name: Name) -> [ElementID] {
    (table(named: name)?.columns ?? []).flatMap { column -> [ElementID] in
      let id = ElementID.column(column.name, of: name)
      return [id, id.with(.notNull)]
    }
  }

  private func follows(of element: SchemaElement) -> [ElementID] {
    switch element.content {
    case .notNull(let column, let table): return [.columnDefault(column.name, of: table.name)]
    case .column(let column, let table):
      // A column that a child has by itself too must be there when the parent's comes.
      return (children[table.name] ?? []).filter { child in
        child.column(named: column.name).map { !$0.isOnlyInherited } ?? false
      }.map { .column(column.name, of: $0.name) }
    case .attachment(let table):
      return (parents(of: table) + [table.name]).flatMap(columns)
        + table.indexes.filter { $0.attributes[.partitionOf] != nil }
        .map { .index($0.name, of: table.name) }
        + table.constraints.filter(\.rule.isKey).map { .constraint($0, of: table.name) }
    case .index(let index, let table):
      let children = children[table.name] ?? []
      // The creation of a partition attaches an index to every one of the parent's that there is.
      let attachments =
        index.attributes[.only] == nil
        ? [] : children.map { ElementID.table($0.name).with(.attachment) }
      // The creation of the parent's index attaches those of partitions, also the indexes of keys.
      return attachments
        + children.flatMap { child in
          child.indexes.filter { $0.isPart(of: index.name) }
            .map { .index($0.name, of: child.name) }
            + child.constraints.filter(\.rule.isKey).map { .constraint($0, of: child.name) }
        }
    case .object(let object) where object.kind == .privileges:
      // What is revoked from a table is revoked from its columns.
      return element.needs.compactMap { $0.part.table.flatMap { tablePrivileges[$0] } }
    default: return []
    }
  }
}

extension ElementID {
  fileprivate var isPartOfTable: Bool {
    switch part.kind {
    case .table, .column, .columnDefault, .constraint, .index: true
    case .object: false
    }
  }

  /// A table's own references to itself or its parents say nothing of the order.
  fileprivate func isTable(in table: Table) -> Bool {
    part.kind == .table && (part.name == table.name || table.isAttached)
  }
}

extension Table {
  /// The identifier of the index that the table is clustered on.
  fileprivate var clustering: String? {
    attributes[.clusterOn]
      ?? indexes.first { $0.attributes[.clustered] != nil }?.name.identifier
  }

  /// The names of the parents as SQL.
  var parentNames: [String] {
    [attributes[.partitionOf]].compactMap(\.self)
      + (attributes[.inherits].map { SQLList.elements(of: $0) } ?? [])
  }

  /// The keys whose indexes are as another is.
  fileprivate func keys(on index: Index) -> [ElementID] {
    constraints.filter { constraint in
      constraint.rule.isKey
        && constraint.rule.columns == index.elements.map { Name(unquoting: $0.expression.spelling) }
    }.map { .constraint($0, of: name) }
  }

  /// What makes a set of columns unique.
  fileprivate func keys(on columns: Set<Name>) -> [ElementID] {
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
