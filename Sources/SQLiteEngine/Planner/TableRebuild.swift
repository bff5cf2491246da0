internal import Engine
internal import SchemaModel

/// The copy of a table's rows into a table of the new declaration, which then takes its name.
///
/// These are steps 4 to 7 of the twelve in <https://www.sqlite.org/lang_altertable.html#otheralter>;
/// the runner sees to the pragma and the transaction, the planner to indexes, triggers and views.
struct TableRebuild {
  let from: Table
  let to: Table
  let options: PlanOptions
  let notes: TableNotes
  private let temporaryName: Name
  /// The declaration after the name, in which the table may call itself by that name.
  private let body: String
  /// The same with the temporary name.
  private let temporaryBody: String

  init(
    from: Table, to: Table, options: PlanOptions, takenNames: Set<Name>, notes: TableNotes
  ) {
    self.from = from
    self.to = to
    self.options = options
    self.notes = notes
    var temporaryName = Name(sqlite: "_migrate_\(to.name.spelling)")
    while takenNames.contains(temporaryName) {
      temporaryName = Name(sqlite: "_" + temporaryName.spelling)
    }
    self.temporaryName = temporaryName
    body = (try? ReadDeclarations.declaration(to.declaration).body) ?? ""
    temporaryBody = Self.qualified(body, to.name, as: temporaryName)
  }

  func plan() -> TablePlan {
    let statements =
      [creation] + sequence
      // Where the copy fails, the rows must not go.
      + [copy, Statement("DROP TABLE \(from.name.sql)", continuesLine: true)] + exchange
    return TablePlan(
      name: to.name, statements: statements.map { $0.about(to.name) }, method: .rebuild,
      suspendsForeignKeys: true)
  }

  /// The new table takes the old one's name, in which views and triggers that no revision has made
  /// may call it: SQLite is told not to look at them, since the table is not there at this moment.
  ///
  /// Where the declaration itself calls the table by name, SQLite must look, to mend that.
  private var exchange: [Statement] {
    let rename = Statement("ALTER TABLE \(temporaryName.sql) RENAME TO \(to.name.sql)")
    guard temporaryBody == body else { return [rename] }
    return [
      Statement("PRAGMA legacy_alter_table = ON"), rename,
      Statement("PRAGMA legacy_alter_table = OFF"),
    ]
  }

  private var creation: Statement {
    let losses = from.columns.filter { column in
      to.column(named: column.name).map { $0.generation != nil } ?? true
    }.flatMap { notes.drop(of: $0, from: to.name) }
    return Statement(
      "CREATE TABLE \(temporaryName.sql) \(TidyText.of(temporaryBody))", losing: losses)
  }

  /// The text with `table.column` calling the table by its temporary name.
  private static func qualified(_ body: String, _ name: Name, as temporaryName: Name) -> String {
    let tokens = Tokenizer.tokens(of: body)
    var result = ""
    var end = body.startIndex
    for (token, next) in zip(tokens, tokens.dropFirst())
    where next.isSymbol(".") && Name(sqlite: token.value) == name {
      result += body[end..<token.text.startIndex] + temporaryName.sql
      end = token.text.endIndex
    }
    return result + body[end...]
  }

  /// An AUTOINCREMENT counter goes on where it was, also when the newest rows are gone.
  private var sequence: [Statement] {
    guard from.primaryKey?.isAutoincrement ?? false, to.primaryKey?.isAutoincrement ?? false else {
      return []
    }
    return [
      Statement(
        """
        INSERT INTO sqlite_sequence (name, seq)
          SELECT \(temporaryName.spelling.sqlLiteral), seq FROM sqlite_sequence \
        WHERE name = \(from.name.spelling.sqlLiteral) COLLATE NOCASE
        """)
    ]
  }

  private var copy: Statement {
    var values = copiedValues
    if values.isEmpty, let column = to.columns.first(where: { $0.generation == nil }) {
      // No column survives, but the rows do.
      values = [(column.name, column.defaultValue.map { "(\($0.asValue))" } ?? "NULL")]
    }
    let number = rowNumber
    let columns = ([number?.column].compactMap(\.self) + values.map(\.column.sql))
    let expressions = ([number?.expression].compactMap(\.self) + values.map(\.expression))
    return Statement(
      """
      INSERT \(conflictClause)INTO \(temporaryName.sql) (\(columns.joined(separator: ", ")))
        SELECT \(expressions.joined(separator: ", ")) FROM \(from.name.sql)
      """, losing: lostRowNumbers)
  }

  /// The numbers that no column of the old table shows, where rows get other ones or none: an index of
  /// their texts, or a program, may hold them.
  private var lostRowNumbers: [Hazard] {
    guard from.rowNumber != nil else { return [] }
    let subject = ColumnReference(table: to.name, column: Name(sqlite: "rowid")).description
    let old = from.rowNumberColumn
    guard !to.options.contains(.withoutRowID) else {
      return old == nil ? [Hazard(.dropColumn, subject: subject)] : []
    }
    guard let new = to.rowNumberColumn, new.name != old?.name, from.column(named: new.name) != nil
    else { return [] }
    return [Hazard(.castValues, subject: subject)]
  }

  /// Rows keep their numbers, which a full-text index or a program may hold; a number that has a
  /// column in both tables is copied with the columns.
  private var rowNumber: (column: String, expression: String)? {
    guard let old = from.rowNumber, let new = to.rowNumber else { return nil }
    if let column = to.rowNumberColumn, from.column(named: column.name) != nil { return nil }
    return (new, old)
  }

  /// No row is to be left out in silence because the new table would ignore or replace it.
  private var conflictClause: String {
    let isResolved =
      to.columns.contains { $0.nullConflict != nil }
      || to.constraints.contains { constraint in
        switch constraint.rule {
        case .primaryKey(let key): key.onConflict != nil
        case .unique(let unique): unique.onConflict != nil
        case .foreignKey, .check, .exclusion: false
        }
      }
    return isResolved ? "OR ABORT " : ""
  }

  private var copiedValues: [(column: Name, expression: String)] {
    to.columns.compactMap { column in
      guard column.generation == nil else { return nil }
      let old = from.column(named: column.name)
      return expression(for: column, from: old).map { (column.name, $0) }
    }
  }

  /// - Returns: `nil` where the new table's default is to be taken.
  private func expression(for column: Column, from old: Column?) -> String? {
    let replacement = column.isNullable || isRowID(column) ? nil : replacementForNull(of: column)
    if let given = options.conversions[ColumnReference(table: to.name, column: column.name)] {
      return given
    }
    guard let old else {
      return column.defaultValue == nil || hasBackfill(column) ? replacement : nil
    }
    guard let replacement, old.isNullable else { return old.name.sql }
    return "ifnull(\(old.name.sql), \(replacement))"
  }

  private func isRowID(_ column: Column) -> Bool {
    to.rowNumberColumn?.name == column.name
  }

  private func hasBackfill(_ column: Column) -> Bool { backfill(of: column) != nil }

  private func backfill(of column: Column) -> String? {
    options.backfills[ColumnReference(table: to.name, column: column.name)]
  }

  private func replacementForNull(of column: Column) -> String? {
    if let backfill = backfill(of: column) { return backfill }
    if let value = column.defaultValue { return value.asValue }
    return options.usesPlaceholders ? placeholder(for: column) : nil
  }

  /// A value that stands for one that is gone: distinct where a key demands it.
  private func placeholder(for column: Column) -> String {
    if isInKey(column), let number = from.rowNumber { return number }
    switch Affinity(column.type) {
    case .integer, .numeric, .real: return "0"
    case .text: return "''"
    case .blob: return "x''"
    }
  }

  private func isInKey(_ column: Column) -> Bool {
    to.constraints.contains { constraint in
      switch constraint.rule {
      case .primaryKey(let key): key.columns.contains { $0.name == column.name }
      case .unique(let unique): unique.columns.contains { $0.name == column.name }
      case .foreignKey, .check, .exclusion: false
      }
    } || to.indexes.contains { $0.isUnique && Mentions(of: column.name).areIn($0) }
  }
}

extension Expression {
  /// A default as it can stand in a query, where a bare name would be a column's.
  fileprivate var asValue: String {
    let tokens = Tokenizer.tokens(of: key)
    return tokens.count == 1 && tokens.allSatisfy { $0.kind == .string } ? key : spelling
  }
}
