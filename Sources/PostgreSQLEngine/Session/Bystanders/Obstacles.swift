internal import Engine
internal import SchemaModel

/// Views and foreign keys that no revision has made, and that hold what a script alters or drops; and
/// tables of other owners, to which the script's own sequences cannot belong.
///
/// The server refuses the script for them. They are taken out of its way, and put back afterwards.
struct Obstacles {
  private let census: Census
  private let mentions: ScriptMentions

  init(_ census: Census, _ mentions: ScriptMentions) {
    self.census = census
    self.mentions = mentions
  }

  /// What is in the way, and the statements that take it away.
  func removal() -> (parts: Set<ObjectReference>, statements: [String]) {
    let views = self.views
    let keys = foreignKeys
    let owners = self.owners
    return (
      Set(
        (views + owners).map(\.reference)
          + keys.map { ObjectReference(.constraint, $0.name, of: $0.table) }),
      owners.compactMap(\.removal)
        + keys.map { "ALTER TABLE \($0.table.sql) DROP CONSTRAINT \($0.name.sql)" }
        + views.map(\.removalStatement.sql)
    )
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
