internal import Engine
internal import SchemaModel

/// What happens to views, triggers and virtual tables.
///
/// Those that read a table which is rebuilt are dropped before and put back after it, as the
/// twelve steps of <https://www.sqlite.org/lang_altertable.html#otheralter> demand.
struct ObjectPlan {
  let drops: [Statement]
  let creations: [Statement]

  /// - Parameter disturbed: the tables that are rebuilt, or that disappear beside one that is.
  init(from current: Schema, to target: Schema, disturbed: Set<Name>, replacesAll: Bool) {
    let inTheWay =
      replacesAll && !disturbed.isEmpty
      ? Set(current.objects.filter { $0.kind != .virtualTable })
      : Self.objects(of: current, reading: disturbed)
    let gone = current.objects.filter { !target.objects.contains($0) || inTheWay.contains($0) }
    let coming = target.objects.filter { !current.objects.contains($0) || inTheWay.contains($0) }
    drops = gone.reversed().map { object in
      Statement("DROP \(object.dropKeyword) \(object.name.sql)")
    }
    creations = coming.map { Statement(TidyText.of($0.declaration)) }
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
      .filter { $0.kind == .word || $0.kind == .quotedIdentifier || $0.kind == .string }
      .map { Name(sqlite: $0.kind == .string ? String($0.value.dropFirst().dropLast()) : $0.value) }
    return Set(words)
  }
}

extension SchemaObject {
  fileprivate var dropKeyword: String {
    switch kind {
    case .virtualTable: "TABLE"
    case .view: "VIEW"
    case .trigger: "TRIGGER"
    }
  }
}
