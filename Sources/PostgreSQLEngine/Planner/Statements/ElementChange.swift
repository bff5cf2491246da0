internal import Engine
internal import SchemaModel

/// The change of an element in place, with nothing lost that hangs on it.
struct ElementChange {
  let from: SchemaElement
  let to: SchemaElement

  init(from: SchemaElement, to: SchemaElement) {
    self.from = from
    self.to = to
  }

  /// Whether PostgreSQL can alter the one into the other.
  var isPossible: Bool {
    switch (from.content, to.content) {
    case (.table(let old), .table(let new)):
      old.attributes[.kind] == new.attributes[.kind]
        && old.attributes[.partitionBy] == new.attributes[.partitionBy]
        && old.attributes[.server] == new.attributes[.server]
        && (old.attributes[.persistence] == new.attributes[.persistence]
          || Self.canChangePersistence(old) && Self.canChangePersistence(new))
    case (.column(let old, _), .column(let new, _)): Self.isPossible(from: old, to: new)
    case (.constraint(let old, _), .constraint(let new, let table)):
      Self.isPossible(from: old, to: new, in: table)
    case (.index(let old, _), .index(let new, _)): Self.isPossible(from: old, to: new)
    case (.object(let old), .object(let new)): ObjectChange(from: old, to: new).isPossible
    case (.notNull(let old, _), .notNull(let new, _)):
      old.attributes[.notNullNotValid] != nil || new.attributes[.notNullNotValid] == nil
    case (.columnDefault, _), (.identity, _), (.replicaIdentity, _), (.clustering, _): true
    default: false
    }
  }

  /// A partitioned table keeps what it was declared as, and the server mistakes a partition's foreign
  /// keys for such of other tables.
  private static func canChangePersistence(_ table: Table) -> Bool {
    table.attributes[.partitionBy] == nil && table.attributes[.partitionOf] == nil
  }

  private static func isPossible(from old: Column, to new: Column) -> Bool {
    guard let generation = old.generation else { return new.generation == nil }
    guard let other = new.generation else { return generation.isStored }
    return generation == other && old.type == new.type
  }

  /// Whether a constraint that was not checked is checked now, only the name is another, or only how
  /// the index of a key is stored.
  private static func isPossible(
    from old: Constraint, to new: Constraint, in table: Table
  ) -> Bool {
    guard let text = old.definition?.spelling, let other = new.definition?.spelling else {
      return false
    }
    guard new.rule.isKey else { return text == other || text == other + ConstraintText.notValid }
    return text == other
      || table.attributes[.partitionBy] == nil
        && KeyStorage(text).rest == KeyStorage(other).rest
  }

  private static func isPossible(from old: Index, to new: Index) -> Bool {
    old.definitionWithoutName == new.definitionWithoutName && old.isUnique == new.isUnique
      && old.attributes[.only] == new.attributes[.only]
  }
}

extension Index {
  /// The statement, which makes the index on all partitions unless some of them have none.
  var creation: String {
    let rest = definitionWithoutName
    guard attributes[.only] == nil, rest.hasPrefix(Self.onOnly) else { return text }
    return String(text.dropLast(rest.count)) + " ON " + rest.dropFirst(Self.onOnly.count)
  }

  /// The statement, which makes the index on a partitioned table and on none of its partitions.
  var creationOnTableAlone: String {
    let rest = definitionWithoutName
    guard !rest.hasPrefix(Self.onOnly), rest.hasPrefix(" ON ") else { return text }
    return String(text.dropLast(rest.count)) + Self.onOnly + rest.dropFirst(" ON ".count)
  }

  func called(_ name: Name) -> Index {
    var index = self
    index.name = name
    index.declaration =
      "CREATE \(isUnique ? "UNIQUE " : "")INDEX \(name.identifier)" + definitionWithoutName
    index.definition = Expression(postgreSQL: index.declaration)
    return index
  }

  /// Whether the index on a table is what the server makes for it with its parent's.
  func isCopy(on table: Table, of whole: Index, on parent: Table) -> Bool {
    isUnique == whole.isUnique && attributes[.statistics] == nil
      && definition(behind: table.name) == whole.definition(behind: parent.name)
  }

  /// What the server prints, behind the table's name.
  private func definition(behind table: Name) -> Substring {
    let rest = definitionWithoutName
    for start in [Self.onOnly, " ON "] where rest.hasPrefix(start + table.sql) {
      return rest.dropFirst((start + table.sql).count)
    }
    return rest[...]
  }

  /// What the server prints, from `ON` on.
  var definitionWithoutName: String {
    for prefix in ["CREATE UNIQUE INDEX ", "CREATE INDEX "] {
      let start = prefix + name.identifier
      if text.hasPrefix(start) { return String(text.dropFirst(start.count)) }
    }
    return text
  }

  private var text: String { declaration.isEmpty ? definition?.spelling ?? "" : declaration }

  private static let onOnly = " ON ONLY "
}
