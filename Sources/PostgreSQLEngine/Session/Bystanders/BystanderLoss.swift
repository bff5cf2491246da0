internal import Engine
internal import SchemaModel

/// What a database has no longer after a script that does not say so.
struct BystanderLoss {
  let before: Census
  let after: Census
  let mentions: ScriptMentions
  private let dropped: Set<ObjectReference>

  init(
    before: Census, after: Census, _ mentions: ScriptMentions, _ dropped: Set<ObjectReference>
  ) {
    self.before = before.calling(asIn: after)
    self.after = after
    self.mentions = mentions
    self.dropped = dropped
  }

  /// Whether a thing is not the one that it was.
  func isAnew(_ part: ObjectReference) -> Bool {
    before.isRemade(part, in: after) || dropped.contains(part)
  }

  /// Whether a thing was taken out of the script's way.
  func wasTakenAway(_ part: ObjectReference) -> Bool { dropped.contains(part) }

  /// The tables that were dropped and made again, as they were and as they are.
  var tables: [(old: Table, new: Table)] {
    before.schema.tables.compactMap { old in
      guard before.isRemade(ObjectReference(.table, old.name), in: after) else { return nil }
      return after.schema.table(named: old.name).map { (old, $0) }
    }
  }

  /// What others hang on.
  var structure: [LostPart] {
    settings + constraintsAndIndexes + objects + viewSettings + settingsOfParts
  }

  // MARK: Objects

  /// Views, triggers, policies and the like, those first that others need.
  var objects: [LostPart] {
    var missing = before.schema.objects.filter { object in
      !object.kind.isSaidOfAnother && !object.kind.holdsState
        && (after.objects[object.reference] == nil) && !mentions.decidesOn(object)
    }.sorted { ElementID($0.reference) < ElementID($1.reference) }
    var restored: Set<ObjectReference> = []
    var parts: [LostPart] = []
    while let index = missing.firstIndex(where: { isRestorable($0, restored) }) {
      let object = missing.remove(at: index)
      restored.insert(object.reference)
      parts.append(LostPart(title: object.title, statements: [object.declaration]))
    }
    return parts
  }

  /// Whether all that an object needs is there, and some of it is not what it was.
  ///
  /// What was taken out of the way must come back, or the server says why it cannot.
  private func isRestorable(_ object: SchemaObject, _ restored: Set<ObjectReference>) -> Bool {
    let needs = before.needs(of: object)
    if dropped.contains(object.reference) {
      return needs.intersection(dropped).isSubset(of: restored)
    }
    let relations = Set(restored.map(\.name))
    return needs.contains { isAnew($0) || restored.contains($0) }
      && needs.allSatisfy { need in
        after.contains(need) || restored.contains(need)
          || need.table.map(relations.contains) ?? false
      }
  }

  // MARK: What is said of objects

  var comments: [LostPart] {
    lost(.comment).map { LostPart(title: "comment on \($0.name)", statements: [$0.declaration]) }
  }

  var owners: [LostPart] {
    lost(.owner).map { LostPart(title: "owner of \($0.name)", statements: [$0.declaration]) }
  }

  private func lost(_ kind: SchemaObject.Kind) -> [SchemaObject] {
    before.schema.objects.filter { object in
      object.kind == kind && after.objects[object.reference] == nil
        && (dropped.contains(object.reference) || before.needs(of: object).contains(where: isAnew))
        && before.needs(of: object).allSatisfy(after.contains) && !mentions.decidesOn(object)
    }
  }

  /// The grants as they were, but for those that the script itself gives or takes.
  var privileges: [LostPart] {
    let titles = Set(
      (before.schema.objects + after.schema.objects).filter { $0.kind == .privileges }
        .map(\.reference))
    return titles.sorted { $0.name < $1.name }.compactMap { reference in
      let (old, new) = (before.objects[reference], after.objects[reference])
      let needs =
        [(before, old), (after, new)].compactMap { side, object in
          object.map(side.needs)
        }.first ?? []
      guard needs.contains(where: isAnew), needs.allSatisfy(after.contains) else {
        return nil
      }
      let names = ScriptMentions.identifiers(in: reference.name.spelling)
        .subtracting(Self.wordsOfTitles)
      let statements = GrantDifference(from: new, to: old).statements { role in
        !mentions.grants(on: names, to: role)
      }
      return statements.isEmpty
        ? nil : LostPart(title: "grants on \(reference.name)", statements: statements)
    }
  }

  private static let wordsOfTitles: Set = [
    "table", "view", "materialized", "foreign", "sequence", "function", "procedure", "aggregate",
    "schema", "type", "domain", "column", "language", "server", "data", "wrapper",
  ]

  /// The tables that are published no longer.
  var publications: [LostPart] {
    before.schema.objects.filter { $0.kind == .publication }.compactMap { old in
      guard let new = after.objects[old.reference], !mentions.decidesOn(old) else { return nil }
      let published = PublishedTable.all(of: new).map(\.text)
      let lost = PublishedTable.all(of: old).filter { table in
        !published.contains(table.text)
          && (dropped.contains(table.reference(in: old))
            || tables.contains { table.names($0.old.name) })
      }
      guard !lost.isEmpty else { return nil }
      let list = lost.map(\.text).joined(separator: ", ")
      return LostPart(
        title: "tables of publication \(old.name)",
        statements: ["ALTER PUBLICATION \(old.name.identifier) ADD TABLE \(list)"])
    }
  }
}

extension SchemaObject {
  fileprivate var title: String {
    "\(kind.rawValue) \(name)" + (table.map { " on \($0)" } ?? "")
  }
}

extension SchemaObject.Kind {
  /// Whether it is something that is said of another object.
  var isSaidOfAnother: Bool {
    switch self {
    case .comment, .privileges, .defaultPrivileges, .owner, .publication, .subscription: true
    default: false
    }
  }

  /// Whether its declaration alone does not bring it back.
  fileprivate var holdsState: Bool {
    switch self {
    case .sequence, .enumeration, .domain, .compositeType, .rangeType, .baseType, .namespace,
      .fileExtension:
      true
    default: false
    }
  }
}
