package import Engine
package import SchemaModel

/// The trial of a revision on a scratch database of the real engine.
///
/// What is shown: base + up = target, with nothing left to change; surviving rows are unchanged;
/// target + down = base. Of a large schema only what the scripts can reach is set up: see ``Extent``.
package struct Proof {
  package let engine: any Engine
  package let base: Schema
  package let target: Schema
  package let renames: [Rename]
  package let up: Script
  /// `nil` where there is no way back.
  package let down: Script?
  /// The base as a state of a database, where one is at hand: that of the revisions before.
  package let baseTemplate: ScratchTemplate?
  package let extent: Extent
  /// Whether rows that are others afterwards are told instead of refused, as of statements that a
  /// person has written.
  package let toleratesChangedRows: Bool

  /// Whether what the scripts lead to is told by another program too.
  package let isDumped: Bool

  /// The plans that the scripts are, of scripts that nobody has edited.
  package let plans: PlannedScripts?

  package init(
    engine: any Engine, base: Schema, target: Schema, renames: [Rename], up: Script, down: Script?,
    baseTemplate: ScratchTemplate? = nil, extent: Extent = .whole,
    toleratesChangedRows: Bool = false, isDumped: Bool = false, plans: PlannedScripts? = nil
  ) {
    self.engine = engine
    self.base = base
    self.target = target
    self.renames = renames
    self.up = up
    self.down = down
    self.baseTemplate = baseTemplate
    self.extent = extent
    self.toleratesChangedRows = toleratesChangedRows
    self.isDumped = isDumped
    self.plans = plans
  }

  /// The trial of plans.
  package init(
    of plans: PlannedScripts, engine: any Engine, base: Schema, target: Schema, renames: [Rename],
    baseTemplate: ScratchTemplate? = nil, extent: Extent = .planned, isDumped: Bool = false
  ) {
    self.init(
      engine: engine, base: base, target: target, renames: renames, up: plans.upScript,
      down: plans.downScript, baseTemplate: baseTemplate, extent: extent, isDumped: isDumped,
      plans: plans)
  }

  /// How much of the two schemas a trial sets up.
  package enum Extent: Sendable {
    /// All of them, as scripts need that a person may have written.
    case whole
    /// Only what planned scripts can reach, where so many tables or more are left out; and of engines
    /// that gain by it, in databases of so many tables that have nothing to do with those of another.
    case reach(leavingOut: Int, tablesPerPart: Int = 24)

    /// What a plan's trial sets up.
    package static let planned = Extent.reach(leavingOut: Reach.worthwhile)
  }

  /// How many rows each table of the scratch database is given.
  package static let rowsPerTable = 4

  /// What a trial has shown.
  package struct Result: Sendable {
    /// The schema that base + up leads to.
    package var schema: Schema
    /// How many rows were there throughout.
    package var rowsKept: Int
    /// The tables of the base that have no row throughout: no made-up values were let in.
    package var tablesWithoutRows: [Name] = []
    /// The tables of the base that the scripts cannot reach, and that were not set up.
    package var outOfReach: [Name] = []
    package var tablesOutOfReach: Int { outOfReach.count }
    /// Columns whose stored values the revision converts.
    package var castColumns: [ColumnReference]
    /// The tables that have other rows afterwards, where that is tolerated.
    package var changedRows: [ChangedRows] = []
    /// What each statement of up did to the tables, of engines that can be watched.
    package var effects: [StatementEffect]
    /// The schema as another program tells it, where it was asked for and all was set up.
    package var dump: SchemaDump?
    /// The queries at the head of up that cannot be run before it, or find rows that it copes with.
    package var uselessPrechecks: Set<String> = []
    /// The queries that found rows which make up fail; the trial went on without those rows.
    package var prechecksMet: [Precheck] = []
    /// Why up fails where there are rows, though it works on empty tables.
    package var upFailureOnRows: DatabaseError?
    /// Why down fails where there are rows, though it works on empty tables.
    package var downFailureOnRows: DatabaseError?
  }

  /// - Throws: ``ProofFailure``, or what opening a scratch database throws.
  package func run() throws -> Result {
    guard case .reach(let least, let size) = extent else { return try resultOfAll() }
    return try resultWithinReach(leavingOut: least, tablesPerPart: size)
      ?? resultInParts(tablesPerPart: size) ?? resultOfAll()
  }

  /// - Returns: `nil` where the whole has to be tried: little would be left out, or what was tried
  ///   without the rest does not hold, which only the whole can refute.
  private func resultWithinReach(leavingOut least: Int, tablesPerPart: Int) throws -> Result? {
    let scripts = [up.text, down?.text ?? ""]
    guard let reach = Reach(between: base, and: target, scripts: scripts, leavingOut: least)
    else { return nil }
    do {
      let proof = Proof(
        engine: engine, base: reach.part(of: base), target: reach.part(of: target),
        renames: renames, up: up, down: down, toleratesChangedRows: toleratesChangedRows,
        plans: plans)
      var result =
        try proof.resultInParts(tablesPerPart: tablesPerPart) ?? proof.resultOfAll()
      result.schema = reach.completing(result.schema, from: base)
      result.outOfReach = reach.outside(in: base)
      return result
    } catch is ProofFailure {
      return nil
    } catch is DatabaseError {
      return nil
    }
  }

  private func resultOfAll() throws -> Result {
    do {
      return try trial(rowsPerTable: Self.rowsPerTable)
    } catch ProofFailure.upFails(let reason) {
      if let result = try trialWithoutRowsInTheWay() { return result }
      var result = try trial(rowsPerTable: 0)
      result.upFailureOnRows = reason
      return result
    }
  }

  /// - Returns: `nil` where up fails without the rows too that its queries find, or where an index of
  ///   texts would not learn that they are gone.
  private func trialWithoutRowsInTheWay() throws -> Result? {
    guard !up.prechecks.isEmpty, !base.objects.contains(where: { $0.kind == .virtualTable }) else {
      return nil
    }
    do {
      return try trial(rowsPerTable: Self.rowsPerTable, removesRowsInTheWay: true)
    } catch ProofFailure.upFails {
      return nil
    }
  }

  private func trial(rowsPerTable: Int, removesRowsInTheWay: Bool = false) throws -> Result {
    let database = try scratchBase()
    if rowsPerTable > 0 { _ = try database.fill(rowsPerTable: rowsPerTable) }
    let asked = PrecheckTrial(up.prechecks, in: database)
    if removesRowsInTheWay { asked.removeRows(from: database) }
    let survivors = Survivors(base: base, target: target, renames: renames)
    let before = try contents(of: database, survivors)
    let effects: [StatementEffect]
    do {
      effects = try database.watch(up)
    } catch let error as DatabaseError {
      throw ProofFailure.upFails(error)
    }
    let reached = try database.schema()
    try refuse(reached.substantialChanges(to: target), as: ProofFailure.upDiffers)
    let after = try survivors.contents(of: database, atTarget: true)
    let comparison = survivors.comparison(before, after)
    if !toleratesChangedRows { try refuse(comparison.changed) }
    var result = Result(
      schema: reached, rowsKept: before.counts.reduce(0, +), castColumns: comparison.cast,
      changedRows: comparison.changed, effects: effects)
    result.uselessPrechecks = Set(asked.failing.map(\.query))
    if removesRowsInTheWay {
      result.prechecksMet = asked.finding
    } else {
      result.uselessPrechecks.formUnion(asked.finding.map(\.query))
    }
    if rowsPerTable > 0 {
      result.tablesWithoutRows = zip(survivors.tables, before.counts).filter { $1 == 0 }
        .map(\.0.name)
    }
    if isDumped { result.dump = try database.dump() }
    result.downFailureOnRows = try prove(
      down, in: database, hasRows: rowsPerTable > 0, survivors: survivors,
      before: survivors.lasting(before, in: after))
    return result
  }

  /// What there is before, written as it is afterwards.
  private func contents(
    of database: any Database, _ survivors: Survivors
  ) throws -> Survivors.Contents {
    guard let notation = engine.notation(from: base, to: target, renames: renames) else {
      return try survivors.contents(of: database, atTarget: false)
    }
    try database.run(notation.script)
    let contents = try survivors.contents(of: database, atTarget: false)
    try database.run(notation.reversal)
    return contents
  }

  private func scratchBase() throws -> any Database {
    try ScratchBase(engine: engine, schema: base, template: baseTemplate).open()
  }

  // MARK: The way back

  /// - Returns: why the script fails where there are rows, if it does.
  private func prove(
    _ down: Script?, in database: any Database, hasRows: Bool, survivors: Survivors,
    before: Survivors.Contents
  ) throws -> DatabaseError? {
    guard let down else { return nil }
    do {
      try database.run(down)
    } catch let error as DatabaseError {
      guard hasRows else { throw ProofFailure.downFails(error) }
      let empty = try scratchBase()
      try empty.run(up)
      _ = try prove(down, in: empty, hasRows: false, survivors: survivors, before: .none)
      return error
    }
    try refuse(try database.schema().substantialChanges(to: base), as: ProofFailure.downDiffers)
    if hasRows {
      _ = try survivors.compare(before, contents(of: database, survivors), isWayBack: true)
    }
    return nil
  }

  private func refuse(
    _ changes: [SchemaChange], as failure: ([SchemaChange]) -> ProofFailure
  ) throws {
    guard changes.isEmpty else { throw failure(changes) }
  }
}

extension Proof {
  private func refuse(_ changed: [ChangedRows]) throws {
    guard let rows = changed.first else { return }
    throw ProofFailure.rowsChanged(
      table: rows.table, before: rows.before, after: rows.after, isWayBack: false)
  }
}

/// A table whose rows are others after a script than before.
package struct ChangedRows: Hashable, Sendable {
  package var table: Name
  /// How many rows the trial began with, and how many were there afterwards.
  package var before: Int
  package var after: Int
}

/// What a trial has refuted.
package enum ProofFailure: Error {
  case upFails(DatabaseError)
  /// What is still to be changed after up.
  case upDiffers([SchemaChange])
  /// A table whose surviving columns hold other rows after the script than before.
  case rowsChanged(table: Name, before: Int, after: Int, isWayBack: Bool)
  case downFails(DatabaseError)
  /// What is still to be changed after down.
  case downDiffers([SchemaChange])
}

extension ProofFailure {
  /// Whether the scripts run, and leave something to do.
  var isIncompleteness: Bool {
    switch self {
    case .upDiffers, .downDiffers: true
    case .upFails, .rowsChanged, .downFails: false
    }
  }
}
