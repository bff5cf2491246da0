internal import Engine
internal import SchemaModel

/// The rules of tables that no revision has made, and that go where a table is made anew: they stand
/// in its declaration, so that nothing can put them back.
struct BystanderRules {
  private let connection: Connection
  /// By table, where they stand in its declaration, which no rename changes.
  private var places: [Name: [Place]] = [:]
  private var tables: [Name: Table] = [:]

  private enum Place {
    case constraint(Int)
    case isNotNull(Int)
    case defaultValue(Int)
    case collation(Int)
    case option(TableOption)
  }

  /// What the script of the other direction would bring back is known to the revisions.
  ///
  /// - Parameter remade: the tables that the script drops.
  init(connection: Connection, script: Script, remade: Set<Name>) {
    self.connection = connection
    // What cannot be read is none of a revision's.
    guard let opposite = script.opposite, !remade.isEmpty,
      let known = try? Self.tables(of: opposite),
      let schema = try? CatalogReader(connection: connection).schema()
    else { return }
    for table in schema.tables {
      let places = Self.places(in: table).filter { place in
        known[table.name].map { !$0.has(Self.rule(at: place, of: table)) } ?? true
      }
      guard !places.isEmpty else { continue }
      self.places[table.name] = places
      tables[table.name] = table
    }
  }

  mutating func follow(_ rename: RenameStatement) throws {
    guard let places = places.removeValue(forKey: rename.oldName),
      let table = try CatalogReader(connection: connection).schema().table(named: rename.newName)
    else { return }
    self.places[rename.newName] = places
    tables[rename.newName] = table
  }

  /// - Throws: ``DatabaseError/statementFailed(_:)`` where one is gone.
  func refuseLosses(after script: Script, in remade: Set<Name>) throws {
    guard places.keys.contains(where: remade.contains) else { return }
    let schema = try CatalogReader(connection: connection).schema()
    for name in remade.sorted() {
      guard let old = tables[name], let new = schema.table(named: name) else { continue }
      let rules = (places[name] ?? []).map { Self.rule(at: $0, of: old) }
      let gone = old.columns.map(\.name).filter { new.column(named: $0) == nil }
      guard let lost = rules.first(where: { !$0.mentions(gone) && !new.has($0) }) else { continue }
      throw script.refusal(
        of: "\(lost) of '\(name)', which no revision has made, would be lost",
        hint: "Add it to the models, or take it from the database first")
    }
  }

  // MARK: Rules

  private static func places(in table: Table) -> [Place] {
    table.constraints.indices.map(Place.constraint)
      + table.options.sorted { $0.rawValue < $1.rawValue }.map(Place.option)
      + table.columns.indices.flatMap { index -> [Place] in
        let column = table.columns[index]
        return (column.isNullable ? [] : [.isNotNull(index)])
          + (column.defaultValue == nil ? [] : [.defaultValue(index)])
          + (column.collation == nil ? [] : [.collation(index)])
      }
  }

  private static func rule(at place: Place, of table: Table) -> TableRule {
    switch place {
    case .constraint(let index): .constraint(table.constraints[index].rule.withoutParentColumns)
    case .isNotNull(let index): .isNotNull(table.columns[index].name)
    case .defaultValue(let index):
      .defaultValue(table.columns[index].name, table.columns[index].defaultValue)
    case .collation(let index):
      .collation(table.columns[index].name, table.columns[index].collation)
    case .option(let option): .option(option)
    }
  }

  /// The tables that a script makes anew, by the names that they get in the end.
  private static func tables(of script: String) throws -> [Name: Table] {
    let scratch = try SQLiteDatabase(scratch: ())
    for statement in StatementSplitter.statements(of: Tokenizer.tokens(of: script)) {
      let text = statement.sourceText
      if RenameStatement(text) != nil {
        // One of a table that is not made here fails.
        _ = try? scratch.connection.query("PRAGMA legacy_alter_table = OFF")
        _ = try? scratch.connection.query(text)
      } else if statement.prefix(2).count == 2, statement[0].isWord("create"),
        statement[1].isWord("table")
      {
        try scratch.connection.query(text)
      } else if let text = declaration(writtenBy: statement) {
        try scratch.connection.query(text)
      }
    }
    return Dictionary(try scratch.schema().tables.map { ($0.name, $0) }) { $1 }
  }

  /// The declaration that a statement writes into the catalog, see ``DeclarationRewrite``.
  private static func declaration(writtenBy statement: [Token]) -> String? {
    guard statement.count > 2, statement[0].isWord("update"), statement[1].isWord("sqlite_master")
    else { return nil }
    let texts = statement.compactMap(\.stringValue)
    guard let body = texts.first(where: { $0.hasPrefix("(") }), let name = texts.last else {
      return nil
    }
    return "CREATE TABLE \(Name(sqlite: name).sql) \(body)"
  }
}

/// A demand on the rows of a table, or what its declaration says of a column beside the type.
private enum TableRule: Hashable, CustomStringConvertible {
  case constraint(Constraint.Rule)
  case isNotNull(Name)
  case defaultValue(Name, Expression?)
  case collation(Name, Name?)
  case option(TableOption)

  /// Whether it is about one of the columns, with which it goes.
  func mentions(_ columns: [Name]) -> Bool {
    switch self {
    case .constraint(let rule): columns.contains { Mentions(of: $0).areIn(rule) }
    case .isNotNull(let name), .defaultValue(let name, _), .collation(let name, _):
      columns.contains(name)
    case .option: false
    }
  }

  var description: String {
    switch self {
    case .constraint(.primaryKey(let key)): "PRIMARY KEY \(Self.list(key.columns.map(\.name)))"
    case .constraint(.unique(let unique)): "UNIQUE \(Self.list(unique.columns.map(\.name)))"
    case .constraint(.foreignKey(let key)):
      "FOREIGN KEY \(Self.list(key.columns)) REFERENCES \(key.parent)"
    case .constraint(.check(let check)): "CHECK (\(check.expression))"
    case .constraint(.exclusion): "EXCLUDE"
    case .isNotNull(let name): "NOT NULL of column '\(name)'"
    case .defaultValue(let name, let value):
      "DEFAULT \(value?.spelling ?? "NULL") of column '\(name)'"
    case .collation(let name, let collation):
      "COLLATE \(collation?.spelling ?? "BINARY") of column '\(name)'"
    case .option(let option): option.rawValue.uppercased()
    }
  }

  private static func list(_ names: [Name]) -> String {
    "(\(names.map(\.spelling).joined(separator: ", ")))"
  }
}

extension Table {
  fileprivate func has(_ rule: TableRule) -> Bool {
    switch rule {
    case .constraint(let rule): constraints.contains { $0.rule.withoutParentColumns == rule }
    case .isNotNull(let name): column(named: name).map { !$0.isNullable } ?? false
    case .defaultValue(let name, let value): column(named: name)?.defaultValue == value
    case .collation(let name, let collation): column(named: name)?.collation == collation
    case .option(let option): options.contains(option)
    }
  }
}

extension Constraint.Rule {
  /// A foreign key without its parent's columns, which a declaration may leave to the catalog.
  var withoutParentColumns: Constraint.Rule {
    guard case .foreignKey(var key) = self else { return self }
    key.parentColumns = []
    return .foreignKey(key)
  }
}
