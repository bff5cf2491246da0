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

  // MARK: Words

  func alter(
    _ table: Table, _ action: String, isOnly: Bool = false, losing losses: [Hazard] = []
  ) -> Statement {
    let kind = table.holdsRows ? "" : "FOREIGN "
    return Statement(
      "ALTER \(kind)TABLE \(isOnly ? "ONLY " : "")\(table.name.sql) \(action)", losing: losses)
  }

  private func isFollowed(_ element: SchemaElement) -> Bool { merging.isFollowed(element.id) }

  func losses(by change: SchemaChange) -> [Hazard] {
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
