package import SchemaModel

/// Statements that lead from one schema to another, in the order in which to run them.
package struct Plan: Hashable, Sendable {
  /// What the statements do, as differences between the two schemas.
  package var changes: [SchemaChange]
  package var statements: [Statement]
  package var hazards: [Hazard]
  /// The queries for rows that can make the statements fail.
  package var prechecks: [Precheck] = []
  package var options: ScriptOptions

  package init(
    changes: [SchemaChange] = [], statements: [Statement] = [], hazards: [Hazard] = [],
    options: ScriptOptions = ScriptOptions()
  ) {
    self.changes = changes
    self.statements = statements
    self.hazards = hazards
    self.options = options
  }

  /// The statements as a script, each ended by a semicolon and a line break, notes before them.
  ///
  /// It can be run in any client: what it needs of the session it brings about itself.
  package var text: String {
    options.suspendsForeignKeys && !statements.isEmpty
      ? ForeignKeySuspension.wrap(pieces.joined()) : pieces.joined()
  }

  /// The script as a revision file holds it: what to ask before it runs stands at its head.
  package var revisionText: String {
    let lines = prechecks.map(\.line).joined()
    return lines.isEmpty ? text : "\(lines)\n\(text)"
  }

  /// What each statement adds to the script.
  package var pieces: [String] {
    statements.enumerated().map { index, statement in
      guard index + 1 < statements.count else { return statement.text }
      return statements[index + 1].continuesLine
        ? statement.text.dropLast() + " " : statement.text + "\n"
    }
  }
}

/// One statement of a plan.
package struct Statement: Hashable, Sendable {
  /// The SQL, without the semicolon that ends it.
  package var sql: String
  /// What a reviewer should know about it, one comment line each.
  package var notes: [String]
  /// What is gone with the statement; the notes say it too.
  package private(set) var losses: [Hazard] = []
  /// Whether it begins on the last line of the statement before it.
  ///
  /// A client that goes on to the next line after an error, as sqlite3 does, then leaves it out too.
  package var continuesLine: Bool
  /// The table that it is about, where its text may not name it.
  package private(set) var table: Name?

  package init(_ sql: String, notes: [String] = [], continuesLine: Bool = false) {
    self.sql = sql
    self.notes = notes
    self.continuesLine = continuesLine
  }

  /// A statement by which something is gone that was there before.
  package init(_ sql: String, notes: [String] = [], losing losses: [Hazard]) {
    self.init(sql, notes: notes + losses.map(\.note))
    self.losses = losses
  }

  /// The statement as one about a table that its text may not name.
  package func about(_ table: Name) -> Statement {
    var statement = self
    statement.table = table
    return statement
  }

  var text: String {
    // A name in a note may hold a line break, which would end the comment.
    notes.map { "-- \($0.split(whereSeparator: \.isNewline).joined(separator: " "))\n" }.joined()
      + sql + ";\n"
  }
}

extension PlanOptions {
  /// The tables whose rows are called otherwise, or hold other values, before new rules are met.
  package func tablesWithNewValues(renames: [Rename]) -> Set<Name> {
    Set(renames.flatMap { $0.column == nil ? [$0.table, $0.newName] : [$0.table] })
      .union(backfills.keys.map(\.table)).union(conversions.keys.map(\.table))
  }
}

/// What a person may ask of a plan.
package struct PlanOptions: Hashable, Sendable {
  /// SQL expressions that give existing rows a value where a column may no longer be NULL.
  package var backfills: [ColumnReference: String]
  /// SQL expressions that give columns their values in another type.
  package var conversions: [ColumnReference: String]
  /// Give existing rows a made-up value where a column may not be NULL and nothing else is known, as
  /// on the way back from a dropped column.
  package var usesPlaceholders: Bool
  /// Rewrite declarations in place where no stored row is affected, instead of copying the table.
  package var changesInPlace: Bool
  /// Copy a table even where statements that alter it in place would do.
  package var rebuildsAlways: Bool
  /// Take all views and triggers down for the time of a rebuild, not just those that are seen to read
  /// the table; for schemas in which some refer to tables that do not exist.
  package var replacesAllObjects: Bool
  /// Bring columns into the target's order, which no statement depends on.
  package var matchesColumnOrder: Bool
  /// Hold no lock that writers wait for longer than a moment, at the price of a script that is not
  /// one transaction.
  package var isOnline: Bool
  /// How long a statement may wait for a lock, in the engine's words, such as `5s`.
  package var lockTimeout: String?
  /// How long a statement may take.
  package var statementTimeout: String?

  package init(
    backfills: [ColumnReference: String] = [:], conversions: [ColumnReference: String] = [:],
    usesPlaceholders: Bool = false,
    changesInPlace: Bool = false, rebuildsAlways: Bool = false, replacesAllObjects: Bool = false,
    matchesColumnOrder: Bool = false, isOnline: Bool = false, lockTimeout: String? = nil,
    statementTimeout: String? = nil
  ) {
    self.backfills = backfills
    self.conversions = conversions
    self.usesPlaceholders = usesPlaceholders
    self.changesInPlace = changesInPlace
    self.rebuildsAlways = rebuildsAlways
    self.replacesAllObjects = replacesAllObjects
    self.matchesColumnOrder = matchesColumnOrder
    self.isOnline = isOnline
    self.lockTimeout = lockTimeout
    self.statementTimeout = statementTimeout
  }
}
