internal import Engine
internal import SchemaModel

/// What things that were declared anew were set to beside their declarations.
extension BystanderLoss {
  var settingsOfParts: [LostPart] { columnsOfTables + domains + firing + routines + indexes }

  /// That columns of tables are not NULL, and their defaults; those of a sequence are the script's.
  private var columnsOfTables: [LostPart] {
    before.schema.tables.compactMap { old in
      guard let new = after.schema.table(named: old.name) else { return nil }
      let isTableAnew = isAnew(ObjectReference(.table, old.name))
      let statements = old.columns.flatMap { column -> [String] in
        guard let other = new.column(named: column.name), !other.isIdentity,
          isTableAnew || isAnew(ObjectReference(.column, column.name, of: old.name))
            || wasTakenAway(ObjectReference(.columnDefault, column.name, of: old.name))
        else { return [] }
        let alteration = "\(new.name.sql) ALTER COLUMN \(column.name.sql) SET "
        let value = lostDefault(of: column, other, old).map { "DEFAULT \($0)" }
        return (isLost(notNullOf: column, other, old) ? ["ALTER TABLE \(alteration)NOT NULL"] : [])
          + (value.map { ["ALTER TABLE ONLY \(alteration)\($0)"] } ?? [])
      }
      return statements.isEmpty
        ? nil : LostPart(title: "settings of columns of \(old.name)", statements: statements)
    }
  }

  private func isLost(notNullOf column: Column, _ new: Column, _ table: Table) -> Bool {
    !column.isNullable && new.isNullable
      && !mentions.tells(of: LeftOutSettings.notNull(column, of: table))
  }

  private func lostDefault(of column: Column, _ new: Column, _ table: Table) -> String? {
    guard column.generation == nil, new.generation == nil, new.defaultValue == nil,
      !mentions.tells(of: LeftOutSettings.value(column, of: table)),
      let value = column.defaultValue?.spelling, !value.contains("nextval(")
    else { return nil }
    return column.type == new.type ? value : "(\(value))::\(new.type.spelling)"
  }

  /// The conditions and defaults of domains.
  private var domains: [LostPart] {
    before.schema.objects.compactMap { old in
      guard old.kind == .domain, isAnew(old.reference), let new = after.objects[old.reference]
      else { return nil }
      let known = DomainConditions(new).constraints
      var lost = DomainConditions(old).constraints.filter { name, _ in
        known[name] == nil && !mentions.names(Name(unquoting: name).spelling)
      }.sorted { $0.key < $1.key }.map { "ADD CONSTRAINT \($0.key) \($0.value)" }
      if let value = old.attributes[.defaultValue], new.attributes[.defaultValue] == nil,
        !mentions.alters(old.name, "drop", "default")
      {
        lost.append("SET DEFAULT \(value)")
      }
      return lost.isEmpty
        ? nil
        : LostPart(
          title: "settings of domain \(old.name)",
          statements: lost.map { "ALTER DOMAIN \(old.name.typeSQL) \($0)" })
    }
  }

  /// A trigger or rule that was switched off would fire again.
  private var firing: [LostPart] {
    before.schema.objects.compactMap { old in
      guard [.trigger, .rule].contains(old.kind), let table = old.table,
        old.attributes["of"] == nil, let state = old.attributes[.enabled],
        let new = after.objects[old.reference], new.attributes[.enabled] == nil,
        !mentions.alters(table, "enable", old.name.spelling)
      else { return nil }
      let keyword = old.kind.rawValue.uppercased()
      return LostPart(
        title: "when \(old.kind.rawValue) \(old.name) on \(table) fires",
        statements: ["ALTER TABLE \(table.sql) \(state.uppercased()) \(keyword) \(old.name.sql)"])
    }
  }

  /// What functions set while they run.
  private var routines: [LostPart] {
    before.schema.objects.compactMap { old in
      guard old.kind.isRoutine, let new = after.objects[old.reference],
        let alteration = RoutineSettings.alteration(of: new)
      else { return nil }
      let name = Name(exact: String(old.name.spelling.prefix { $0 != "(" }))
      let lost = RoutineSettings(of: old).missing(in: RoutineSettings(of: new))
        .filter { !mentions.alters(name, "reset", $0.name.lowercased()) }
      guard !lost.isEmpty else { return nil }
      return LostPart(
        title: "settings of \(old.kind.rawValue) \(old.name)",
        statements: lost.map { "\(alteration) SET \($0.text)" })
    }
  }

  /// The storage parameters of indexes.
  private var indexes: [LostPart] {
    before.schema.tables.flatMap { table in
      table.indexes.compactMap { old in
        guard isAnew(ObjectReference(.index, old.name, of: table.name)),
          let new = after.schema.table(named: table.name)?.indexes
            .first(where: { $0.name == old.name })
        else { return nil }
        let lost = Parameters.missing(
          LeftOutSettings.storage(of: old), in: LeftOutSettings.storage(of: new)
        ).filter { !mentions.alters(old.name, "reset", Parameters.name($0)) }
        guard !lost.isEmpty else { return nil }
        return LostPart(
          title: "settings of index \(old.name)",
          statements: ["ALTER INDEX \(old.name.sql) SET (\(lost.joined(separator: ", ")))"])
      }
    }
  }
}
