/// The part of two schemas that scripts between them can touch, with what that part cannot be
/// without.
///
/// A planned statement changes nothing but what it names, what hangs on that by foreign keys or
/// inheritance, and what views, functions and triggers name. All of these are found by their names,
/// wherever they stand in a text, so that there is rather too much than too little.
package struct Reach {
  private let tables: Set<Name>
  /// What belongs to tables that are out of reach.
  private let objectsOutside: Set<ObjectReference>

  /// How many tables are worth leaving out: a few more cost nothing that anyone would notice.
  package static let worthwhile = 16

  /// - Parameters:
  ///   - scripts: all that runs between the two schemas.
  ///   - least: how many of the base's tables must be out of reach.
  /// - Returns: `nil` where fewer are.
  package init?(
    between base: Schema, and target: Schema, scripts: [String], leavingOut least: Int
  ) {
    guard base.tables.count >= least else { return nil }
    self.init(between: base, and: target, scripts: scripts)
    guard outside(in: base).count >= least else { return nil }
  }

  private init(between base: Schema, and target: Schema, scripts: [String]) {
    let mentions = TableMentions(in: [base, target])
    var links = TableLinks([base, target])
    var touched = Self.changedTables(base, target).union(links.needed)
    for text in scripts { touched.formUnion(mentions.tables(in: [text])) }
    var belongings: [(object: ObjectReference, tables: Set<Name>)] = []
    for (object, isCommon) in Self.objects(base, target) {
      let tables = mentions.tables(in: object.texts)
      if isCommon, object.belongsToTables(in: base.dialect) {
        belongings.append((object.reference, tables))
        links.join(tables)
      } else {
        touched.formUnion(tables)
      }
    }
    let reached = links.withAncestors(of: links.withDescendants(of: touched))
    tables = reached
    objectsOutside = Set(
      belongings.filter { !$0.tables.isEmpty && $0.tables.isDisjoint(with: reached) }
        .map(\.object))
  }

  /// The tables that are in one of the schemas only, or are different.
  private static func changedTables(_ base: Schema, _ target: Schema) -> Set<Name> {
    let unlike = base.tables.lazy.filter { target.table(named: $0.name) != $0 }.map(\.name)
    let new = target.tables.lazy.filter { base.table(named: $0.name) == nil }.map(\.name)
    return Set(unlike).union(new)
  }

  /// The objects of both schemas, and whether both have them alike.
  private static func objects(
    _ base: Schema, _ target: Schema
  ) -> [(object: SchemaObject, isCommon: Bool)] {
    let (old, new) = (Set(base.objects), Set(target.objects))
    return old.union(new).map { ($0, old.contains($0) && new.contains($0)) }
  }

  /// The tables of a schema that are out of reach.
  package func outside(in schema: Schema) -> [Name] {
    schema.tables.map(\.name).filter { !tables.contains($0) }
  }

  /// The schema without what is out of reach.
  package func part(of schema: Schema) -> Schema {
    Schema(
      dialect: schema.dialect, tables: schema.tables.filter { tables.contains($0.name) },
      objects: schema.objects.filter { !objectsOutside.contains($0.reference) },
      dependencies: schema.dependencies)
  }

  /// A part as scripts have left it, with what was out of their reach.
  package func completing(_ part: Schema, from schema: Schema) -> Schema {
    Schema(
      dialect: schema.dialect,
      tables: part.tables + schema.tables.filter { !tables.contains($0.name) },
      objects: part.objects + schema.objects.filter { objectsOutside.contains($0.reference) },
      dependencies: schema.dependencies)
  }
}

extension SchemaObject {
  /// Whatever may name a table.
  fileprivate var texts: [String] {
    [declaration, definition.spelling, name.spelling, table?.spelling ?? ""] + attributes.values
  }

  /// Whether the object does nothing while its tables are left alone.
  ///
  /// SQLite looks at all its views and triggers whenever a table is altered.
  fileprivate func belongsToTables(in dialect: Dialect) -> Bool {
    guard dialect == .postgresql else { return false }
    switch kind {
    case .sequence, .trigger, .rule, .policy, .comment, .privileges, .owner, .statistics:
      return true
    default: return false
    }
  }
}
