internal import Engine
internal import SchemaModel

extension Constraint.Rule {
  fileprivate var isForeignKey: Bool {
    if case .foreignKey = self { true } else { false }
  }
}

/// What belongs to tables that were made again.
extension BystanderLoss {
  /// Columns that are gone with their values.
  var columns: [ColumnReference] {
    tables.flatMap { old, new in
      old.columns.filter { column in
        new.column(named: column.name) == nil && !mentions.names(column.name.spelling)
          && !mentions.tells(of: "\(old.name).\(column.name)")
      }.map { ColumnReference(table: old.name, column: $0.name) }
    }
  }

  /// Row security, the replica identity, and how tables and columns are stored.
  var settings: [LostPart] {
    before.schema.tables.compactMap { old in
      guard let new = after.schema.table(named: old.name) else { return nil }
      let isAnew = isAnew(ObjectReference(.table, old.name))
      let statements =
        (isAnew ? tableSettings(from: new, to: old) : []) + columnSettings(from: new, to: old)
      return statements.isEmpty
        ? nil : LostPart(title: "settings of table \(old.name)", statements: statements)
    }
  }

  private func tableSettings(from new: Table, to old: Table) -> [String] {
    var wanted = new
    for key in [AttributeKey.rowSecurity, .forceRowSecurity, .with]
    where new.attributes[key] == nil && !isDecided(key, of: old) {
      wanted.attributes[key] = old.attributes[key]
    }
    return TableSettings(of: wanted).statements(from: new).map(\.sql)
  }

  private func isDecided(_ key: AttributeKey, of table: Table) -> Bool {
    let words = [
      AttributeKey.rowSecurity: ["enable", "disable"], .forceRowSecurity: ["force"],
      .with: ["reset"],
    ]
    return mentions.tells(of: key.rawValue)
      || (words[key] ?? []).contains { mentions.alters(table.name, $0) }
  }

  private func columnSettings(from new: Table, to old: Table) -> [String] {
    new.columns.flatMap { column -> [String] in
      guard let former = old.column(named: column.name),
        isAnew(ObjectReference(.table, old.name))
          || isAnew(ObjectReference(.column, column.name, of: old.name))
      else { return [] }
      var wanted = column
      for key in [AttributeKey.storage, .compression, .statistics, .options]
      where column.attributes[key] == nil && !mentions.alters(old.name, key.rawValue) {
        wanted.attributes[key] = former.attributes[key]
      }
      return ColumnSettings(of: wanted, in: new).statements(from: column).map(\.sql)
    }
  }

  /// The constraints come before the replica identity, which may be one's index; foreign keys come last,
  /// which need others' keys and indexes.
  var constraintsAndIndexes: [LostPart] {
    let pairs: [(old: Table, new: Table)] = before.schema.tables.compactMap { old in
      after.schema.table(named: old.name).map { (old, $0) }
    }
    let parts = pairs.flatMap { old, new -> [LostPart] in
      constraints(from: new, to: old) { !$0.isForeignKey } + indexes(from: new, to: old)
        + replicaIdentity(from: new, to: old) + clustering(from: new, to: old)
    }
    return parts
      + pairs.flatMap { old, new -> [LostPart] in
        constraints(from: new, to: old) { $0.isForeignKey }
      }
  }

  private func constraints(
    from new: Table, to old: Table, where isMeant: (Constraint.Rule) -> Bool
  ) -> [LostPart] {
    let known = Set(new.constraints.map(\.name))
    let gone = old.constraints.filter { !known.contains($0.name) && isMeant($0.rule) }
    return gone.compactMap { constraint in
      guard let name = constraint.name, !mentions.names(name.spelling),
        !mentions.tells(of: name.description),
        isLost(
          ObjectReference(.constraint, name, of: old.name), with: columns(of: constraint, old), old)
      else { return nil }
      let text = ConstraintText(constraint, of: old).named
      return LostPart(
        title: "constraint \(name) on \(old.name)",
        statements: ["ALTER TABLE \(old.name.sql) ADD \(text)"])
    }
  }

  /// Those that a condition or an exclusion speaks of are in its text only.
  private func columns(of constraint: Constraint, _ table: Table) -> [Name] {
    let text: String
    switch constraint.rule {
    case .check(let check): text = check.expression.spelling
    case .exclusion: text = constraint.definition?.spelling ?? ""
    default: return constraint.rule.columns
    }
    return columns(in: text, table)
  }

  private func indexes(from new: Table, to old: Table) -> [LostPart] {
    let known = Set(new.indexes.map(\.name))
    return old.indexes.filter { !known.contains($0.name) && $0.attributes["partition of"] == nil }
      .compactMap { index in
        guard !mentions.names(index.name.spelling),
          !mentions.tells(of: index.name.description),
          isLost(
            ObjectReference(.index, index.name, of: old.name), with: columns(of: index, old), old)
        else { return nil }
        return LostPart(
          title: "index \(index.name) on \(old.name)",
          statements: [index.creation] + IndexSettings(of: index).statements(from: nil).map(\.sql))
      }
  }

  /// Those that an expression, the condition or `INCLUDE` speaks of are in its text only.
  private func columns(of index: SchemaModel.Index, _ table: Table) -> [Name] {
    let text = index.definition?.spelling ?? index.declaration
    return columns(
      in: String(text[(text.firstRange(of: " USING ")?.upperBound ?? text.startIndex)...]), table)
  }

  /// The columns of a table whose names stand in a text.
  private func columns(in text: String, _ table: Table) -> [Name] {
    table.columns.map(\.name).filter { SQLWords.contains($0.identifier, in: text) }
  }

  /// Whether a part is gone with its table or a column, not by a statement of its own.
  private func isLost(_ part: ObjectReference, with columns: [Name], _ table: Table) -> Bool {
    isAnew(ObjectReference(.table, table.name)) || isAnew(part)
      || columns.contains { isAnew(ObjectReference(.column, $0, of: table.name)) }
  }

  private func replicaIdentity(from new: Table, to old: Table) -> [LostPart] {
    guard let identity = old.attributes[.replicaIdentity],
      isAnew(ObjectReference(.table, old.name)) && new.attributes[.replicaIdentity] == nil
        || isOnIndexMadeAnew(identity, of: old) && new.attributes[.replicaIdentity] != identity,
      !mentions.alters(old.name, "replica"),
      !mentions.tells(of: AttributeKey.replicaIdentity.rawValue)
    else { return [] }
    let index = identity.hasPrefix("index ") ? "USING INDEX \(identity.dropFirst(6))" : nil
    return [
      LostPart(
        title: "replica identity of \(old.name)",
        statements: ["ALTER TABLE \(old.name.sql) REPLICA IDENTITY \(index ?? identity)"])
    ]
  }

  private func isOnIndexMadeAnew(_ identity: String, of table: Table) -> Bool {
    table.indexes.contains { index in
      identity == "index \(index.name.identifier)"
        && isAnew(ObjectReference(.index, index.name, of: table.name))
    }
  }

  /// The order in which `CLUSTER` writes a table.
  private func clustering(from new: Table, to old: Table) -> [LostPart] {
    guard new.attributes[.clusterOn] == nil,
      !new.indexes.contains(where: { $0.attributes[.clustered] != nil }),
      let index = old.indexes.first(where: { $0.attributes[.clustered] != nil }),
      isAnew(ObjectReference(.index, index.name, of: old.name)),
      !mentions.alters(old.name, "cluster")
    else { return [] }
    return [
      LostPart(
        title: "index that \(old.name) is clustered on",
        statements: ["ALTER TABLE \(old.name.sql) CLUSTER ON \(index.name.identifier)"])
    ]
  }
}
