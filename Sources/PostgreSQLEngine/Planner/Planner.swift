internal import Engine
internal import SchemaModel

/// Plans the way from one schema to another.
///
/// Both schemas are taken apart into elements, the smallest things that statements of their own can
/// create, alter and drop. Comparing the two sides gives each element an action, and what an element
/// needs can turn a `keep` into a `recreate` (`ActionPlan`). Elements that another's statement brings
/// along are merged into its step (`StepMerging`), and the steps are sorted topologically, the
/// smallest by `Step`'s ranks first, with a heap (`StepOrder`), after what stands in a cycle has been
/// separated into steps of its own (`StepGraph`). `pg_dump` orders its entries in the same manner
/// (`pg_dump_sort.c`: priorities by type, a heap, and loops repaired by separating parts).
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
    let named = changes.map(renaming.displaced.original)
    let implicit = ImplicitRenames(from: current, to: target)
    let actions = ActionPlan(
      from: DependencyGraph(implicit.schema), to: DependencyGraph(target), options: options)
    let graph = StepGraph(actions, options: options)
    let writer = StatementWriter(
      actions: actions, merging: graph.merging, options: options, displaced: renaming.displaced)
    let online = options.isOnline ? OnlineWriter(writer: writer) : nil
    var assembly = PlanAssembly(options: options)
    assembly.append(renaming.statements + implicit.statements)
    for step in graph.sorted() {
      if let statements = online?.statements(for: step) {
        assembly.appendAlone(statements)
      } else {
        assembly.append(writer.statements(for: step))
      }
    }
    let hazards = PlanHazards(
      changes: named, from: current, target: target, actions: actions, options: options
    ).hazards()
    var plan = Plan(
      changes: renaming.changes + named, statements: assembly.statements,
      hazards: hazards.adding(assembly.statements.flatMap(\.losses)),
      options: ScriptOptions(isTransactional: assembly.isTransactional))
    plan.prechecks = Prechecks(
      changes: named, from: current, target: target, hazards: hazards,
      excluded: options.tablesWithNewValues(renames: renames)
    ).all()
    return plan
  }
}
