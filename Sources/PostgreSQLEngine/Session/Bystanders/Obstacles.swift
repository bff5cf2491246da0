internal import Engine
internal import SchemaModel

/// What no revision has made, and what holds that which a script alters or drops: views, foreign keys,
/// policies, triggers, indexes, conditions and defaults; and tables of other owners, to which the script's own
/// sequences cannot belong.
///
/// The server refuses the script for them. They are taken out of its way, and put back afterwards.
struct Obstacles {
  private let census: Census
  private let mentions: ScriptMentions

  init(_ census: Census, _ mentions: ScriptMentions) {
    self.census = census
    self.mentions = mentions
  }

  /// What may be in the way of a statement that the server refuses.
  struct Kinds: OptionSet {
    let rawValue: Int

    static let relations = Kinds(rawValue: 1)
    static let rules = Kinds(rawValue: 2)
    static let conditions = Kinds(rawValue: 4)
    static let defaults = Kinds(rawValue: 8)

    init(rawValue: Int) { self.rawValue = rawValue }

    /// - Returns: `nil` where the server gives another reason.
    init?(inTheWayOf failure: StatementFailure) {
      if failure.isOf(SQLState.undefinedFunction) {
        // An operator between the old type in a condition and the new one of the column.
        self = .conditions
      } else if failure.isOf(SQLState.notSupported) || failure.isOf(SQLState.dependentObjects) {
        self = [.relations, .rules]
      } else if failure.isOf(SQLState.datatypeMismatch) {
        self = .defaults
      } else if failure.isOf(SQLState.notInPrerequisiteState) {
        self = .relations
      } else {
        return nil
      }
    }
  }

  /// What is in the way, and the statements that take it away.
  struct Removal {
    var kinds: Kinds = []
    var parts: Set<ObjectReference> = []
    var statements: [String] = []
  }

  func removal(of kinds: Kinds) -> Removal {
    var removal = Removal(kinds: kinds)
    if kinds.contains(.relations) {
      append(owners, to: &removal)
      append(foreignKeys, to: &removal)
    }
    if kinds.contains(.rules) {
      append(rules, to: &removal)
      append(filters, to: &removal)
    }
    if kinds.contains(.conditions) {
      append(conditions, to: &removal)
      for (table, index) in partialIndexes {
        removal.parts.insert(ObjectReference(.index, index.name, of: table))
        removal.statements.append("DROP INDEX \(index.name.sql)")
      }
    }
    if kinds.contains(.defaults) {
      for (table, column) in defaults {
        removal.parts.insert(ObjectReference(.columnDefault, column, of: table))
        removal.statements.append(
          "ALTER TABLE ONLY \(table.sql) ALTER COLUMN \(column.sql) DROP DEFAULT")
      }
    }
    if kinds.contains(.relations) { append(views, to: &removal) }
    return removal
  }

  private func append(_ objects: [SchemaObject], to removal: inout Removal) {
    removal.parts.formUnion(objects.map(\.reference))
    removal.statements += objects.map { $0.removal ?? $0.removalStatement.sql }
  }

  private func append(_ constraints: [(table: Name, name: Name)], to removal: inout Removal) {
    removal.parts.formUnion(constraints.map { ObjectReference(.constraint, $0.name, of: $0.table) })
    removal.statements += constraints.map {
      "ALTER TABLE \($0.table.sql) DROP CONSTRAINT \($0.name.sql)"
    }
  }

  private func append(
    _ tables: [(publication: SchemaObject, table: PublishedTable)], to removal: inout Removal
  ) {
    removal.parts.formUnion(tables.map { $0.table.reference(in: $0.publication) })
    removal.statements += tables.map {
      "ALTER PUBLICATION \($0.publication.name.identifier) DROP TABLE \($0.table.name)"
    }
  }

  /// Those that read from others first.
  private var views: [SchemaObject] {
    var found: [SchemaObject] = []
    var known: Set<ObjectReference> = []
    var isComplete = false
    while !isComplete {
      isComplete = true
      for view in census.schema.objects where view.kind == .view || view.kind == .materializedView {
        guard !known.contains(view.reference), !mentions.decidesOn(view),
          census.needs(of: view).contains(where: { known.contains($0) || isAltered($0) })
        else { continue }
        known.insert(view.reference)
        found.append(view)
        isComplete = false
      }
    }
    return sortedByNeeds(found)
  }

  private func sortedByNeeds(_ views: [SchemaObject]) -> [SchemaObject] {
    var waiting = views
    var sorted: [SchemaObject] = []
    while !waiting.isEmpty {
      let index = waiting.firstIndex { view in
        !waiting.contains { $0 != view && census.needs(of: $0).contains(view.reference) }
      }
      sorted.append(waiting.remove(at: index ?? 0))
    }
    return sorted
  }

  private func isAltered(_ part: ObjectReference) -> Bool {
    let name = (part.table ?? part.name).spelling.prefix { $0 != "(" }
    return mentions.names(String(name))
  }

  private var owners: [SchemaObject] {
    census.schema.objects.filter { object in
      object.kind == .owner
        && census.needs(of: object).contains { $0.kind == .table && isAltered($0) }
    }
  }

  /// Policies, triggers and rules of tables that the script names, or that read from these; and functions
  /// whose bodies the server has parsed.
  private var rules: [SchemaObject] {
    census.schema.objects.filter { object in
      guard !mentions.decidesOn(object), object.attributes["of"] == nil else { return false }
      switch object.kind {
      case .policy, .trigger, .rule:
        return object.table.map { mentions.names($0.spelling) } ?? false
          || census.needs(of: object).contains(where: isAltered)
      case .function, .procedure:
        return census.needs(of: object).contains { $0.kind == .column && isAltered($0) }
      default: return false
      }
    }
  }

  /// The tables that the script names, of which not all rows or columns are published.
  private var filters: [(publication: SchemaObject, table: PublishedTable)] {
    census.schema.objects.filter { $0.kind == .publication && !mentions.decidesOn($0) }
      .flatMap { publication in
        PublishedTable.all(of: publication).filter { table in
          table.isFiltered && mentions.names(table.spelling)
        }.map { (publication, $0) }
      }
  }

  /// Conditions of tables that the script names.
  private var conditions: [(table: Name, name: Name)] {
    census.schema.tables.filter { mentions.names($0.name.spelling) }.flatMap { table in
      table.constraints.compactMap { constraint in
        guard case .check = constraint.rule, let name = constraint.name,
          !mentions.names(name.spelling)
        else { return nil }
        return (table.name, name)
      }
    }
  }

  /// The defaults of columns that get another type, of partitions and children too.
  private var defaults: [(table: Name, column: Name)] {
    census.schema.tables.flatMap { table in
      table.columns.filter { column in
        column.defaultValue != nil && column.generation == nil
          && mentions.retypes(column.name, of: table, in: census.schema)
      }.map { (table.name, $0.name) }
    }
  }

  private var partialIndexes: [(table: Name, index: SchemaModel.Index)] {
    census.schema.tables.filter { mentions.names($0.name.spelling) }.flatMap { table in
      table.indexes.filter { index in
        index.predicate != nil && index.attributes["partition of"] == nil
          && !mentions.names(index.name.spelling)
      }.map { (table.name, $0) }
    }
  }

  private var foreignKeys: [(table: Name, name: Name)] {
    census.schema.tables.flatMap { table in
      table.constraints.compactMap { constraint in
        guard case .foreignKey(let key) = constraint.rule, let name = constraint.name,
          mentions.names(key.parent.spelling), !mentions.names(name.spelling),
          !mentions.names(table.name.spelling)
        else { return nil }
        return (table.name, name)
      }
    }
  }
}
