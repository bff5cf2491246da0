internal import Engine
internal import SchemaModel

/// Writes the statements of steps.
struct StatementWriter {
  let actions: ActionPlan
  let merging: StepMerging
  let options: PlanOptions
  /// What made room for renames.
  let displaced: DisplacedNames

  var base: DependencyGraph { actions.base }
  var target: DependencyGraph { actions.target }

  func statements(for step: Step) -> [Statement] {
    switch step.phase {
    case .drop: base[step.id].map(removal) ?? []
    case .create: target[step.id].map(creation) ?? []
    case .alter:
      if let old = base[step.id], let new = target[step.id] {
        change(from: old, to: new)
      } else {
        []
      }
    case .copyRows: target[step.id]?.table.map(copy) ?? []
    case .dropDisplaced: finishing(step.id)
    }
  }

  // MARK: What goes

  private func removal(of element: SchemaElement) -> [Statement] {
    switch element.content {
    case .table(let table): removal(of: table)
    case .column(let column, let table):
      [
        alter(
          table, "DROP COLUMN \(column.name.sql)", isOnly: !isFollowed(element),
          losing: losses(by: .dropColumn(column, table: table.name)))
      ]
    case .notNull(let column, let table):
      [alter(table, "ALTER COLUMN \(column.name.sql) DROP NOT NULL", isOnly: !isFollowed(element))]
    case .identity(let column, let table):
      (merging.successions.from(element.id)?.keeping ?? [])
        + [alter(table, "ALTER COLUMN \(column.name.sql) DROP IDENTITY")]
    case .columnDefault(let column, let table):
      [alter(table, "ALTER COLUMN \(column.name.sql) DROP DEFAULT", isOnly: !isFollowed(element))]
    case .constraint(let constraint, let table):
      [alter(table, "DROP CONSTRAINT \((constraint.name ?? Name(exact: "")).sql)")]
    case .index(let index, _): [Statement("DROP INDEX \(index.name.sql)")]
    case .attachment(let table): detachments(of: table)
    case .replicaIdentity(let table): [alter(table, "REPLICA IDENTITY DEFAULT")]
    case .clustering(_, let table): [alter(table, "SET WITHOUT CLUSTER")]
    case .typing(let table): [alter(table, "NOT OF")]
    case .object(let object): removal(of: object, element.id)
    case .ownership(let sequence):
      [Statement("ALTER SEQUENCE \(sequence.name.sql) OWNED BY NONE")]
    }
  }

  private func removal(of table: Table) -> [Statement] {
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

  private func removal(of object: SchemaObject, _ id: ElementID) -> [Statement] {
    if let succession = merging.successions.from(id) { return succession.keeping }
    let conditions = object.kind == .domain ? conditions(of: object, id) : []
    if actions.rechecked.contains(id) { return conditions }
    guard actions.isExchanged(id) else { return [object.removalStatement] }
    return conditions + [
      Statement(
        "ALTER \(object.typeTitle) RENAME TO \(Aside.name(of: object).identifier)")
    ] + RangeConstructors(object).displacements
  }

  /// Takes from a domain what calls things that go.
  private func conditions(of domain: SchemaObject, _ id: ElementID) -> [Statement] {
    let stripped = domain.domain(without: droppedElements(calledBy: id))
    return ObjectChange(from: domain, to: stripped).statements()
  }

  private func finishing(_ id: ElementID) -> [Statement] {
    if let succession = merging.successions.from(id) { return [succession.finish] }
    guard let object = base[id]?.object else { return [] }
    var aside = object
    aside.name = Aside.name(of: object)
    let completion =
      recordConversion(to: id)?.drops
      ?? target[id]?.object.map { CompositeExchange(from: object, to: $0).completion } ?? []
    return completion + [Statement("DROP \(aside.typeTitle)")]
  }

  private func detachments(of table: Table) -> [Statement] {
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

  // MARK: What comes

  private func creation(of element: SchemaElement) -> [Statement] {
    switch element.content {
    case .table(let table):
      TableCreation(table, writer: self).statements() + (rowConversion(to: table)?.creations ?? [])
    case .column(let column, let table): addition(of: column, to: table)
    case .notNull(let column, let table):
      NotNullText(column, of: table, writer: self).addition
    case .identity(let column, let table): identityAddition(column, table)
    case .columnDefault(let column, let table):
      [setDefault(of: column, table, isOnly: !isFollowed(element))] + succession(of: column, table)
    case .constraint(let constraint, let table): addition(of: constraint, to: table)
    case .index(let index, let table): creation(of: index, on: table)
    case .attachment(let table): attachments(of: table)
    case .replicaIdentity(let table): [replicaIdentity(of: table)]
    case .clustering(let index, let table):
      [alter(table, "CLUSTER ON \(index)")]
    case .typing(let table): [alter(table, "OF \(table.attributes[.ofType] ?? "")")]
    case .object(let object):
      creation(of: object, element.id)
        + (base[element.id]?.object.map { LeftOutSettings.statements(from: $0, to: object) } ?? [])
    case .ownership(let sequence): ownership(of: sequence)
    }
  }

  func setDefault(of column: Column, _ table: Table, isOnly: Bool) -> Statement {
    alter(
      table,
      "ALTER COLUMN \(column.name.sql) SET DEFAULT \(column.defaultValue?.spelling ?? "NULL")",
      isOnly: isOnly)
  }

  private func creation(of object: SchemaObject, _ id: ElementID) -> [Statement] {
    if actions.rechecked.contains(id), let old = base[id]?.object {
      return ObjectChange(from: old.domain(without: droppedElements(calledBy: id)), to: object)
        .statements()
    }
    if let conversion = recordConversion(to: id) {
      return [Statement(object.declaration)] + conversion.creations
    }
    if actions.isExchanged(id), let old = base[id]?.object, object.kind == .compositeType {
      return [Statement(CompositeExchange(from: old, to: object).creation)]
    }
    return [Statement(object.declaration.creating(orReplacing: false))]
  }

  /// What goes of all that a domain's conditions call.
  private func droppedElements(calledBy id: ElementID) -> [ElementID] {
    (base[id]?.needs ?? []).filter { actions[$0].isDropped && $0.part.kind.isCalled }
  }

  private func addition(of constraint: Constraint, to table: Table) -> [Statement] {
    let text = ConstraintText(constraint, of: table)
    return [alter(table, "ADD \(text.named)", isOnly: text.isOfTableAlone)]
  }

  private func addition(of column: Column, to table: Table) -> [Statement] {
    let text = ColumnText(column, of: table, writer: self)
    return [alter(table, "ADD COLUMN \(text.declaration)")]
      + ColumnSettings(of: column, in: table).statements(from: nil)
      + text.identityPersistence
  }

  /// The numbers go on after those that rows have.
  private func identityAddition(_ column: Column, _ table: Table) -> [Statement] {
    let text = ColumnText(column, of: table, writer: self)
    return [alter(table, "ALTER COLUMN \(column.name.sql) ADD \(text.identity)")]
      + IdentityChange.persistence(of: column, from: nil, in: table)
      + numbering(of: column, table)
  }

  private func ownership(of sequence: SchemaObject) -> [Statement] {
    guard let owner = sequence.attributes[.ownedBy] else { return [] }
    var statements = [Statement("ALTER SEQUENCE \(sequence.name.sql) OWNED BY \(owner)")]
    let id = ElementID(sequence.reference)
    guard actions[id] == .create, let element = target[id.with(.ownership)],
      let column = element.needs.first(where: { $0 != id }).flatMap({ target[$0] }),
      let owner = column.column, let table = column.table,
      merging.successions.into(column.id) == nil
    else { return statements }
    statements += continuation(of: sequence.name.sql.sqlLiteral, owner, table)
    return statements
  }

  private func attachments(of table: Table) -> [Statement] {
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

  private func replicaIdentity(of table: Table) -> Statement {
    let identity = table.attributes[.replicaIdentity] ?? "default"
    guard identity.hasPrefix("index ") else {
      return alter(table, "REPLICA IDENTITY \(identity.uppercased())")
    }
    return alter(table, "REPLICA IDENTITY USING INDEX \(identity.dropFirst(6))")
  }

  private func creation(of index: Index, on table: Table) -> [Statement] {
    let isAlone = merging.isCreatedAlone(index, on: table)
    let old = base.table(named: table.name)?.indexes.first { $0.name == index.name }
    return [Statement(isAlone ? index.creationOnTableAlone : index.creation)]
      + (isAlone ? partitions(of: index, on: table) : [])
      + IndexSettings(of: index).statements(from: nil)
      + (old.map { LeftOutSettings.statements(from: $0, to: index) } ?? [])
  }

  /// Attaches the indexes of partitions.
  private func partitions(of index: Index, on table: Table) -> [Statement] {
    (target.children[table.name] ?? []).flatMap(\.indexes)
      .filter { $0.isPart(of: index.name) }
      .map { Statement("ALTER INDEX \(index.name.sql) ATTACH PARTITION \($0.name.sql)") }
  }

  /// Attaches an index that was a partition's own, where nothing that is made does so.
  private func attachment(
    of index: Index, from old: Index, on table: Table, to parent: ElementID?
  ) -> [Statement] {
    guard old.attributes[.partitionOf] == nil, let parent, !actions[parent].isCreated,
      !actions[ElementID.table(table.name).with(.attachment)].isCreated,
      let host = index.attributes[.partitionOf]
    else { return [] }
    return [Statement("ALTER INDEX \(host) ATTACH PARTITION \(index.name.sql)")]
  }

  // MARK: What is altered

  private func change(from old: SchemaElement, to new: SchemaElement) -> [Statement] {
    switch (old.content, new.content) {
    case (.table(let old), .table(let new)):
      return TableSettings(of: new).statements(from: old)
    case (.column(let old, _), .column(let new, let table)):
      return alteration(from: old, to: new, table, of: new, id: old.name)
    case (.identity(let old, _), .identity(let new, let table)):
      return IdentityChange(from: old, to: new, table: table).statements()
    case (.notNull(let old, let from), .notNull(let new, let table)):
      return NotNullText(new, of: table, writer: self).changes(from: old, of: from)
    case (.columnDefault, .columnDefault(let column, let table)):
      return [setDefault(of: column, table, isOnly: !isFollowed(new))]
        + succession(of: column, table)
    case (.constraint(let old, _), .constraint(let new, let table)):
      return change(from: old, to: new, of: table)
    case (.index(let before, _), .index(let after, let table)):
      return attachment(of: after, from: before, on: table, to: new.belongsTo)
        + IndexSettings(of: after).statements(from: before)
    case (.clustering, .clustering(let index, let table)):
      return [alter(table, "CLUSTER ON \(index)")]
    case (.replicaIdentity, .replicaIdentity(let table)): return [replicaIdentity(of: table)]
    case (.object(let old), .object(let new)):
      let change = ObjectChange(from: old, to: new)
      return change.statements()
        + (new.kind.isRoutine ? LeftOutSettings.statements(from: old, to: new) : [])
    default: return []
    }
  }

  private func change(from old: Constraint, to new: Constraint, of table: Table) -> [Statement] {
    let name = new.name ?? Name(exact: "")
    guard new.rule.isKey else { return [alter(table, "VALIDATE CONSTRAINT \(name.sql)")] }
    let storage = [old, new].map { KeyStorage($0.definition?.spelling ?? "").parameters }
    return Parameters.actions(from: storage[0], to: storage[1], set: "SET", reset: "RESET").map {
      Statement("ALTER INDEX \(table.name.sibling(name.spelling).sql) \($0)")
    }
  }

  private func alteration(
    from old: Column, to new: Column, _ table: Table, of column: Column, id: Name
  ) -> [Statement] {
    var statements: [Statement] = []
    if old.generation != nil, new.generation == nil {
      statements.append(alter(table, "ALTER COLUMN \(new.name.sql) DROP EXPRESSION"))
    }
    let id = ElementID.column(new.name, of: table.name)
    if actions.retyped.contains(id) {
      let retyping = retyping(from: old, to: new, table)
      let identity =
        actions[id.with(.identity)] == .alter
        ? IdentityChange(from: old, to: new, table: table).statements() : []
      statements +=
        TypeName(new.type).isNarrower(than: TypeName(old.type))
        ? identity + retyping : retyping + identity
    }
    return statements + ColumnSettings(of: new, in: table).statements(from: old)
  }

  private func retyping(from old: Column, to new: Column, _ table: Table) -> [Statement] {
    let given = options.conversions[ColumnReference(table: table.name, column: new.name)]
    let using = (given ?? conversion(from: old, to: new, of: table)).map { " USING \($0)" } ?? ""
    let settings =
      given == nil ? CastSettings(from: TypeName(old.type), to: TypeName(new.type)).statements : []
    return settings + [
      alter(
        table, "ALTER COLUMN \(new.name.sql) TYPE \(new.typeAndCollation)\(using)",
        losing: lossesOfValues(from: old, to: new, of: table))
    ]
  }

  // MARK: Words

  func alter(
    _ table: Table, _ action: String, isOnly: Bool = false, losing losses: [Hazard] = []
  ) -> Statement {
    let kind = table.holdsRows ? "" : "FOREIGN "
    return Statement(
      "ALTER \(kind)TABLE \(isOnly ? "ONLY " : "")\(table.name.sql) \(action)", losing: losses)
  }

  private func isFollowed(_ element: SchemaElement) -> Bool { merging.isFollowed(element.id) }

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

  private func losses(by change: SchemaChange) -> [Hazard] {
    Hazard.inherent(in: displaced.original(change))
  }
}

/// Where things stand until what takes their place is complete.
enum Aside {
  static func schema(of table: Name) -> Name { Name(exact: "_migrate_\(table.spelling)") }

  static func name(of type: SchemaObject) -> Name { name(of: type.name) }

  static func name(ofSequence sequence: Name) -> Name {
    sequence.sibling("_migrate_\(sequence.spelling)".prefix(bytes: ChosenName.limit))
  }

  static func name(of type: Name) -> Name { type.sibling("_migrate_\(type.spelling)") }
}
