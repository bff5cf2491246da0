internal import Engine
internal import SchemaModel

/// Plans the way from one schema to another.
///
/// Both schemas are taken apart into facts. What becomes of each fact follows from a comparison and
/// from what facts need; each is then brought or taken by a step, and the steps are put in an order
/// in which nothing comes before what it needs, and nothing goes before what needs it.
struct Planner {
  let base: Schema
  let target: Schema
  let renames: [Rename]
  let options: PlanOptions
  /// What a schema becomes by statements that rename: PostgreSQL follows a name into all that uses
  /// it.
  let renamed: (Schema, [Statement]) throws -> Schema

  init(
    from base: Schema, to target: Schema, renames: [Rename] = [],
    options: PlanOptions = PlanOptions(),
    renamed: @escaping (Schema, [Statement]) throws -> Schema
  ) {
    self.base = base
    self.target = target
    self.renames = renames
    self.options = options
    self.renamed = renamed
  }

  func plan() throws -> Plan {
    let renaming = RenameStatements(renames, in: base, target: target)
    let current =
      renaming.statements.isEmpty ? base : try renamed(base, renaming.statements)
    let changes = current.changes(to: target)
    let named = changes.map(renaming.asides.original)
    let likeness = Likeness(from: current, to: target)
    let fates = Fates(
      from: Inventory(likeness.schema), to: Inventory(target), options: options)
    let graph = StepGraph(fates, options: options)
    let writer = StatementWriter(
      fates: fates, hosts: graph.hosts, options: options, asides: renaming.asides)
    let online = options.isOnline ? OnlineWriter(writer: writer) : nil
    var assembly = PlanAssembly(options: options)
    assembly.append(renaming.statements + likeness.statements)
    for step in graph.sorted() {
      if let statements = online?.statements(for: step) {
        assembly.appendAlone(statements)
      } else {
        assembly.append(writer.statements(for: step))
      }
    }
    let hazards = PlanHazards(
      changes: named, from: current, target: target, fates: fates, options: options
    ).hazards()
    var plan = Plan(
      changes: renaming.changes + named, statements: assembly.statements,
      hazards: hazards.adding(assembly.statements.flatMap(\.losses)),
      options: ScriptOptions(isTransactional: assembly.isTransactional))
    plan.prechecks = Prechecks(
      changes: named, from: current, hazards: hazards,
      excluded: options.tablesWithNewValues(renames: renames)
    ).all()
    return plan
  }
}
