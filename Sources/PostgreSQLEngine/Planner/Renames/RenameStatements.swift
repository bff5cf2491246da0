internal import Engine
internal import SchemaModel

/// The statements that make renames: members before what they belong to.
struct RenameStatements {
  private(set) var statements: [Statement] = []
  /// What gives the columns, labels and attributes back their names, as long as what they belong to has
  /// its own.
  private(set) var membersReversed: [Statement] = []
  private(set) var changes: [SchemaChange] = []
  private(set) var displaced = DisplacedNames()

  private let base: Schema
  /// Of tables and other objects, not of what they consist of.
  private let wholes: [Rename]

  /// - Parameters:
  ///   - base: the schema in which the old names are.
  ///   - target: the schema that says what the namespaces of the new ones are.
  init(_ renames: [Rename], in base: Schema, target: Schema) {
    self.base = base
    wholes = renames.filter { $0.column == nil }
    let members = renames.filter { $0.column != nil }
    for (owner, renames) in Dictionary(grouping: members, by: \.table).sorted(by: {
      $0.key < $1.key
    }) {
      let names = renames.compactMap { rename in rename.column.map { ($0, rename.newName) } }
      switch base.renamableObject(named: owner) {
      case let type? where type.kind == .enumeration: rename(labels: names, of: type)
      case let type? where type.kind == .compositeType: rename(attributes: names, of: type)
      default: rename(names, of: owner)
      }
    }
    createNamespaces(of: target)
    // Those of arguments are in the names of routines, by which these are called.
    renameRoutines()
    renameRelationsAndTypes()
  }

  // MARK: Members

  private mutating func rename(labels: [(from: Name, to: Name)], of type: SchemaObject) {
    let names = type.labels.map { Name(exact: $0) }
    let order = RenameOrder(labels, in: names, taken: Set(names), dialect: .postgresql)
    append(order) { from, to in
      let words = "\(from.spelling.sqlLiteral) TO \(to.spelling.sqlLiteral)"
      return "ALTER TYPE \(type.name.typeSQL) RENAME VALUE \(words)"
    }
    let type = newName(of: type.name)
    changes += labels.map { .renameLabel(from: $0.from, to: $0.to, type: type) }
  }

  /// The tables of the type have its attributes for their columns
  /// (<https://www.postgresql.org/docs/current/sql-altertype.html>).
  private mutating func rename(attributes: [(from: Name, to: Name)], of type: SchemaObject) {
    let names = type.columns.map(\.name)
    let order = RenameOrder(attributes, in: names, taken: Set(names), dialect: .postgresql)
    let reach = base.hasTables(of: type) ? " CASCADE" : ""
    append(order) { from, to in
      "ALTER TYPE \(type.name.typeSQL) RENAME ATTRIBUTE \(from.sql) TO \(to.sql)\(reach)"
    }
    let type = newName(of: type.name)
    changes += attributes.map { .renameAttribute(from: $0.from, to: $0.to, type: type) }
  }

  private mutating func rename(_ columns: [(from: Name, to: Name)], of table: Name) {
    let names = base.table(named: table)?.columns.map(\.name) ?? []
    let order = RenameOrder(columns, in: names, taken: Set(names), dialect: .postgresql)
    append(order) { from, to in
      "ALTER TABLE \(table.sql) RENAME COLUMN \(from.sql) TO \(to.sql)"
    }
    let newTable = newName(of: table)
    changes += columns.map { .renameColumn(from: $0.from, to: $0.to, table: newTable) }
    for (name, aside) in order.displaced {
      displaced.columns[ColumnReference(table: newTable, column: aside)] = name
    }
  }

  private mutating func append(_ order: RenameOrder, _ text: (Name, Name) -> String) {
    let steps = order.steps()
    statements += steps.map { Statement(text($0, $1)) }
    membersReversed.insert(contentsOf: steps.reversed().map { Statement(text($1, $0)) }, at: 0)
  }

  private func newName(of whole: Name) -> Name {
    wholes.first { $0.table == whole }?.newName ?? whole
  }

  // MARK: Tables and other objects

  /// What is renamed can only move to a namespace that is there.
  private mutating func createNamespaces(of target: Schema) {
    let wanted = Set(wholes.compactMap(\.newName.namespace))
    for object in target.objects
    where object.kind == .namespace && wanted.contains(object.name.spelling)
      && !base.objects.contains(where: { $0.reference == object.reference })
    {
      statements.append(Statement(object.declaration))
      changes.append(.createObject(object))
    }
  }

  /// A namespace has each name once for all of them
  /// (<https://www.postgresql.org/docs/current/sql-createtype.html>).
  private mutating func renameRelationsAndTypes() {
    let objects = base.objects.filter { $0.kind.isRenamable && !$0.kind.isRoutine }
    var keywords: [Name: String] = [:]
    for table in base.tables { keywords[table.name] = "TABLE" }
    for object in objects { keywords[object.name] = object.kind.keywordOfRelationOrType }
    let pairs = wholes.filter { keywords[$0.table] != nil }.map { ($0.table, $0.newName) }
    let order = RenameOrder(
      pairs, in: base.tables.map(\.name) + objects.map(\.name), taken: relations,
      dialect: .postgresql)
    for (_, name) in pairs { makeRoom(for: name) }
    for (from, to) in order.steps() {
      let keyword = keywords[from] ?? "TABLE"
      statements += move(from, to, keyword)
      keywords[to] = keyword
    }
    changes += pairs.map { from, to in change(of: from, to: to) }
    for (name, aside) in order.displaced {
      if let object = base.renamableObject(named: name) {
        displaced.objects[ObjectReference(.object(object.kind), aside)] = name
      } else {
        displaced.tables[aside] = name
      }
    }
  }

  private func change(of name: Name, to newName: Name) -> SchemaChange {
    base.renamableObject(named: name).map { .renameObject($0.kind, from: name, to: newName) }
      ?? .renameTable(from: name, to: newName)
  }

  /// Renames an index or range type that has the name which something else is to have.
  private mutating func makeRoom(for name: Name) {
    let aside = name.detour(besides: relations, in: .postgresql)
    func rename(_ keyword: String = "INDEX") {
      statements.append(Statement("ALTER \(keyword) \(name.sql) RENAME TO \(aside.identifier)"))
    }
    for object in base.objects where object.name == name {
      switch object.kind {
      case .viewIndex: rename()
      case .rangeType: rename("TYPE")
      default: continue
      }
      displaced.objects[ObjectReference(.object(object.kind), aside)] = name
    }
    for table in base.tables {
      let isKey = table.constraints.contains { constraint in
        constraint.rule.hasIndex && constraint.name.map(table.name.sibling) == name
      }
      if isKey || table.indexes.contains(where: { $0.name == name }) { rename() }
    }
  }

  /// Where both parts of the name change, it has a name on the way that is free.
  private func move(_ from: Name, _ to: Name, _ keyword: String) -> [Statement] {
    func rename(_ name: Name, _ spelling: String) -> Statement {
      Statement("ALTER \(keyword) \(name.typeSQL) RENAME TO \(spelling.sqlIdentifier)")
    }
    func move(_ name: Name) -> Statement {
      let namespace = (to.namespace ?? "public").sqlIdentifier
      return Statement("ALTER \(keyword) \(name.typeSQL) SET SCHEMA \(namespace)")
    }
    guard from.namespace != to.namespace else { return [rename(from, to.spelling)] }
    guard from.spelling != to.spelling else { return [move(from)] }
    if !relations.contains(from.sibling(to.spelling)) {
      return [rename(from, to.spelling), move(from.sibling(to.spelling))]
    }
    let arrived = Name(exact: from.spelling, in: to.namespace)
    if !relations.contains(arrived) { return [move(from), rename(arrived, to.spelling)] }
    let detour = from.detour(besides: relations, in: .postgresql)
    return [
      rename(from, detour.spelling), move(detour),
      rename(to.sibling(detour.spelling), to.spelling),
    ]
  }

  private mutating func renameRoutines() {
    for rename in wholes {
      guard let routine = base.renamableObject(named: rename.table), routine.kind.isRoutine else {
        continue
      }
      statements += RoutineRename(routine, to: rename.newName).statements
      changes.append(.renameObject(routine.kind, from: rename.table, to: rename.newName))
    }
  }

  private var relations: Set<Name> {
    Set(base.tables.map(\.name))
      .union(base.tables.flatMap { $0.indexes.map(\.name) }).union(base.objects.map(\.name))
      .union(base.constraintsOfServer.map(\.relation))
  }
}

extension Name {
  fileprivate func sibling(_ name: Name) -> Name { sibling(name.spelling) }
}

extension Schema {
  /// Whether tables have been made `OF` a composite type.
  func hasTables(of type: SchemaObject) -> Bool {
    tables.contains { [type.name.sql, type.name.typeSQL].contains($0.attributes[.ofType]) }
  }
}

extension SchemaObject.Kind {
  /// What `ALTER` calls the kinds whose names a table cannot have beside them.
  fileprivate var keywordOfRelationOrType: String {
    switch self {
    case .enumeration, .compositeType: "TYPE"
    default: rawValue.uppercased()
    }
  }
}
