internal import Engine
internal import SchemaModel

/// What happens to views, triggers and virtual tables.
///
/// Those that read a table which is rebuilt are dropped before and put back after it, as the
/// twelve steps of <https://www.sqlite.org/lang_altertable.html#otheralter> demand.
struct ObjectPlan {
  let drops: [Statement]
  let creations: [Statement]
  /// What gives virtual tables their names in another case.
  let renames: [Statement]
  /// The virtual tables whose rows, or words, are all written again.
  let rewritten: [Name]

  /// - Parameters:
  ///   - disturbed: the tables that are rebuilt, or that disappear beside one that is.
  ///   - virtualTables: what happens to those.
  init(
    from current: Schema, to target: Schema, disturbed: Set<Name>, replacesAll: Bool,
    virtualTables: VirtualTableChanges
  ) {
    let inTheWay =
      replacesAll && !disturbed.isEmpty
      ? Set(current.objects.filter { $0.kind != .virtualTable })
      : Self.objects(of: current, reading: disturbed)
    let staying = Self.staying(of: current, in: target).subtracting(inTheWay)
      .filter { $0.kind != .virtualTable || !virtualTables.outdated.contains($0.name) }
    let takenNames = current.allNames.union(target.allNames)
    drops = current.objects.filter { !staying.contains($0) }.reversed().compactMap { object in
      guard let change = virtualTables.change(of: object) else { return object.drop }
      return change.copiesRows ? nil : Statement(object.drop.sql, losing: change.hazards())
    }
    let new = target.objects.filter { !staying.contains($0) }
    let rebuilds = virtualTables.rebuilds(
      remade: Set(new.filter { $0.kind == .virtualTable }.map(\.name)),
      stayingViews: Set(staying.filter { $0.kind == .view }.map(\.name)))
    creations =
      new.flatMap { object in
        guard let change = virtualTables.change(of: object), change.copiesRows else {
          return [Statement(TidyText.of(object.declaration))]
        }
        return change.replacement(declaredAs: object.declaration, takenNames: takenNames)
      } + rebuilds.map { Statement($0.rebuildSQL) }
    renames = Self.respellings(from: staying, to: target, takenNames: takenNames)
    rewritten =
      new.filter { virtualTables.change(of: $0)?.copiesRows ?? false }.map(\.name)
      + rebuilds.map(\.name)
  }

  /// SQLite takes a name in another case for one that is taken, so that there is a step in between; it is
  /// told not to look at views and triggers, in which the name stays as it is.
  private static func respellings(
    from staying: Set<SchemaObject>, to target: Schema, takenNames: Set<Name>
  ) -> [Statement] {
    let renames = target.objects.flatMap { new -> [Statement] in
      guard new.kind == .virtualTable, let place = staying.firstIndex(of: new),
        case let old = staying[place].name, old.isSpelled(otherwiseThan: new.name)
      else { return [] }
      let detour = old.detour(besides: takenNames, in: .sqlite)
      return [
        Statement("ALTER TABLE \(old.sql) RENAME TO \(detour.sql)"),
        Statement("ALTER TABLE \(detour.sql) RENAME TO \(new.name.sql)"),
      ]
    }
    guard !renames.isEmpty else { return [] }
    return [Statement("PRAGMA legacy_alter_table = ON")] + renames
      + [Statement("PRAGMA legacy_alter_table = OFF")]
  }

  /// The objects that are in both, without the triggers that would go with their view.
  private static func staying(of current: Schema, in target: Schema) -> Set<SchemaObject> {
    let targets = Set(target.objects)
    let staying = Set(
      current.objects.filter { object in
        guard let place = targets.firstIndex(of: object) else { return false }
        return object.kind == .virtualTable
          || !object.name.isSpelled(otherwiseThan: targets[place].name)
      })
    let goneViews = Set(
      current.objects.filter { $0.kind == .view && !staying.contains($0) }.map(\.name))
    return staying.filter { object in object.table.map { !goneViews.contains($0) } ?? true }
  }

  /// The views and triggers that mention one of the tables, or a view that does.
  private static func objects(
    of schema: Schema, reading tables: Set<Name>
  ) -> Set<SchemaObject> {
    guard !tables.isEmpty else { return [] }
    let candidates = schema.objects.filter { $0.kind != .virtualTable }.map { object in
      (object: object, words: Self.identifiers(in: object))
    }
    var names = tables
    var found: Set<SchemaObject> = []
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      for (object, words) in candidates
      where !found.contains(object) && !words.isDisjoint(with: names) {
        found.insert(object)
        if object.kind == .view { names.insert(object.name) }
        hasGrown = true
      }
    }
    return found
  }

  private static func identifiers(in object: SchemaObject) -> Set<Name> {
    let words = Tokenizer.tokens(of: object.declaration).lazy
      .filter(\.canBeName).map(\.name)
    return Set(words)
  }
}

extension SchemaObject {
  var drop: Statement { Statement("DROP \(dropKeyword) \(name.sql)") }

  private var dropKeyword: String {
    kind == .virtualTable ? "TABLE" : kind.rawValue.uppercased()
  }
}
