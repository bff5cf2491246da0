internal import Engine
internal import SchemaModel

/// A change that touches no stored row, made by writing the new declaration into the catalog.
///
/// This is the second procedure of <https://www.sqlite.org/lang_altertable.html#otheralter>. It costs
/// the same however large the table is.
struct DeclarationRewrite {
  let from: Table
  let to: Table
  let changes: [SchemaChange]

  /// - Returns: `nil` where a stored row is affected.
  func plan() -> TablePlan? {
    guard changes.allSatisfy(leavesRowsAlone), hasSameLayout else { return nil }
    return TablePlan(
      name: to.name, statements: declarationGuard + guards + rewrite, method: .rewriteDeclaration,
      suspendsForeignKeys: true)
  }

  /// The columns, and the keys that have an index, must stand in the same order in both.
  private var hasSameLayout: Bool {
    from.columns.map(\.name) == to.columns.map(\.name) && keys(of: from) == keys(of: to)
      && from.options == to.options
  }

  private func keys(of table: Table) -> [Constraint.Rule] {
    table.constraints.map(\.rule).filter { rule in
      switch rule {
      case .primaryKey, .unique: true
      case .foreignKey, .check, .exclusion: false
      }
    }
  }

  private func leavesRowsAlone(_ change: SchemaChange) -> Bool {
    switch change {
    case .alterColumn(let from, let to, _):
      // Rows from before an ADD COLUMN do not hold the value: they show whatever the default is.
      from.defaultValue == to.defaultValue
        && Affinity(from.type) == Affinity(to.type) && !self.to.options.contains(.strict)
        && from.collation == to.collation && from.generation == to.generation
        && (to.isNullable || !from.isNullable)
    case .addConstraint(let constraint, _), .dropConstraint(let constraint, _):
      switch constraint.rule {
      case .check, .foreignKey: true
      case .primaryKey, .unique, .exclusion: false
      }
    case .renameConstraint: true
    default: false
    }
  }

  /// What the engine's message ends with where a table is declared otherwise.
  static let refusal = "is not declared as this revision expects"

  /// Fails where the table is declared otherwise than the plan takes it to be: values would be found
  /// in the wrong columns, and a column or a rule that only this database has would be forgotten.
  ///
  /// Blanks and quotes make no difference; SQLite itself writes them in its own way.
  private var declarationGuard: [Statement] {
    let reason = Name.quoted("\(to.name) \(Self.refusal)", with: "\"")
    let declared = ["' '", "char(9)", "char(10)", "char(13)", "'\"'", "'`'"]
      .reduce("substr(text, instr(text, '('))") { text, sign in "replace(\(text), \(sign), '')" }
    return [
      Statement("CREATE TEMP TABLE _migrate_declared (once CONSTRAINT \(reason) CHECK (once))"),
      Statement(
        """
        INSERT INTO _migrate_declared
          SELECT count(*) = 2 AND count(DISTINCT \(declared)) = 1 FROM (
            SELECT sql AS text FROM sqlite_master
              WHERE type = 'table' AND name = \(from.name.spelling.sqlLiteral) COLLATE NOCASE
            UNION ALL SELECT \(body(of: from).sqlLiteral))
        """),
      Statement("DROP TABLE _migrate_declared"),
    ]
  }

  /// New CHECKs are tried on the rows, which a copy of the table would do by itself.
  private var guards: [Statement] {
    let conditions = changes.compactMap { change -> String? in
      guard case .addConstraint(let constraint, _) = change,
        case .check(let check) = constraint.rule
      else { return nil }
      return check.expression.spelling
    }
    guard !conditions.isEmpty else { return [] }
    let violation = conditions.map { "NOT (\($0))" }.joined(separator: " OR ")
    return [
      Statement("CREATE TEMP TABLE _migrate_check (holds CHECK (holds))"),
      Statement(
        """
        INSERT INTO _migrate_check
          SELECT 0 FROM \(to.name.sql) WHERE \(violation) LIMIT 1
        """),
      Statement("DROP TABLE _migrate_check"),
    ]
  }

  /// What comes after the name, which stays as it is spelled in the catalog.
  private func body(of table: Table) -> String {
    TidyText.of((try? ReadDeclarations.declaration(table.declaration).body) ?? "")
  }

  private var rewrite: [Statement] {
    [
      Statement("PRAGMA writable_schema = ON"),
      Statement(
        """
        UPDATE sqlite_master
          SET sql = printf('CREATE TABLE "%w" %s', name, \(body(of: to).sqlLiteral))
          WHERE type = 'table' AND name = \(from.name.spelling.sqlLiteral) COLLATE NOCASE
        """),
      Statement("PRAGMA writable_schema = RESET"),
      // Any statement that changes the catalog tells other connections to read it again.
      Statement("CREATE VIEW _migrate_reload AS SELECT 1"),
      Statement("DROP VIEW _migrate_reload"),
    ]
  }
}
