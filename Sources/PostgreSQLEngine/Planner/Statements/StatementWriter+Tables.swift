internal import Engine
internal import SchemaModel

/// Tables, as wholes and as partitions and children of others.
extension StatementWriter {
  func removal(of table: Table) -> [Statement] {
    if actions.isRebuilt(table.name) {
      let aside = Aside.schema(of: table.name).sql
      return [
        Statement("CREATE SCHEMA \(aside)"),
        Statement(
          "ALTER TABLE \(table.name.sql) SET SCHEMA \(aside)",
          notes: ["the table is recreated, and its rows are copied"] + notesOnWhatGoes(with: table),
          losing: lossesOfColumns(of: table)),
      ] + releases(of: table, aside)
    }
    let isForeign = !table.holdsRows
    return [
      Statement(
        "DROP \(isForeign ? "FOREIGN " : "")TABLE \(table.name.sql)",
        losing: isForeign ? [] : losses(by: .dropTable(table)))
    ]
  }

  /// What a table inherits from can go before its rows are copied.
  private func releases(of table: Table, _ aside: String) -> [Statement] {
    let attachment = ElementID.table(table.name).with(.attachment)
    guard table.attributes[.inherits] != nil,
      merging.host(of: .drop(attachment)) == .drop(.table(table.name))
    else { return [] }
    return table.parentNames.map { parent in
      Statement("ALTER TABLE \(aside).\(table.name.identifier) NO INHERIT \(parent)")
    }
  }

  func detachments(of table: Table) -> [Statement] {
    if let parent = table.attributes[.partitionOf] {
      return [Statement("ALTER TABLE \(parent) DETACH PARTITION \(table.name.sql)")]
        + dropsOfConstraints(leftBehindBy: table)
    }
    return table.parentNames.map { alter(table, "NO INHERIT \($0)") }
  }

  /// They may have gone with the parent's, and the server named keys after what the table was called
  /// then, with numbers where it was the same for several.
  private func dropsOfConstraints(leftBehindBy table: Table) -> [Statement] {
    var counts: [Name: Int] = [:]
    return merging.constraintsLeftBehind(by: table).map { constraint in
      let text = ConstraintText(constraint, of: table)
      let name = text.nameInPartition()
      let number = counts[name, default: 0]
      counts[name] = number + 1
      return alter(
        table, "DROP CONSTRAINT IF EXISTS \(text.nameInPartition(number: number).sql)")
    }
  }

  func attachments(of table: Table) -> [Statement] {
    if let parent = table.attributes[.partitionOf] {
      let bound = table.attributes[.bound] ?? "DEFAULT"
      return additionOfChecks(to: table) + [
        Statement("ALTER TABLE \(parent) ATTACH PARTITION \(table.name.sql) \(bound)")
      ]
    }
    return table.parentNames.map { alter(table, "INHERIT \($0)") }
  }

  /// A table that was there can only be attached with the checks of its parent, which it then has in
  /// common with it.
  private func additionOfChecks(to table: Table) -> [Statement] {
    guard let old = base.table(named: table.name), !actions[.table(table.name)].isCreated else {
      return []
    }
    let attachment = ElementID.table(table.name).with(.attachment)
    let left = actions[attachment] == .recreate ? merging.constraintsLeft(with: old) : []
    let known = Set((table.constraints + old.constraints + left).map(\.name))
    return merging.checksOfParents(of: table).filter { !known.contains($0.name) }
      .map { alter(table, "ADD \(ConstraintText($0, of: table).named)") }
  }

  func replicaIdentity(of table: Table) -> Statement {
    let identity = table.attributes[.replicaIdentity] ?? "default"
    guard identity.hasPrefix("index ") else {
      return alter(table, "REPLICA IDENTITY \(identity.uppercased())")
    }
    return alter(table, "REPLICA IDENTITY USING INDEX \(identity.dropFirst(6))")
  }

  /// The columns that are not copied.
  private func lossesOfColumns(of table: Table) -> [Hazard] {
    let new = target.table(named: table.name)
    return table.columns.filter { column in
      new?.column(named: column.name).map { $0.generation != nil } ?? true
    }.flatMap { losses(by: .dropColumn($0, table: table.name)) }
  }

  /// What the new table has not; all else that the old one has is somebody else's, who will miss it.
  private func notesOnWhatGoes(with table: Table) -> [String] {
    guard let new = target.table(named: table.name) else { return [] }
    let constraints = table.constraints.compactMap(\.name).filter { name in
      !new.constraints.contains { $0.name == name }
    }.map { "constraint '\($0)'" }
    let indexes = table.indexes.map(\.name).filter { name in
      !new.indexes.contains { $0.name == name }
    }.map { "index '\($0)'" }
    let settings = [AttributeKey.with, .rowSecurity, .forceRowSecurity, .replicaIdentity]
      .filter { table.attributes[$0] != nil && new.attributes[$0] == nil }
      .map { "setting '\($0.rawValue)'" }
    let columns = table.columns.flatMap { old in
      new.column(named: old.name).map { LeftOutSettings.ofColumn(from: old, to: $0, of: table) }
        ?? []
    }.map { "setting '\($0)'" }
    let parts = constraints + indexes + settings + columns
    return parts.isEmpty ? [] : ["without \(parts.joined(separator: ", "))"]
  }
}
