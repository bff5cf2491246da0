internal import Engine
internal import SchemaModel

/// The triggers, indexes and columns that a script does not know of.
///
/// `DROP TABLE` takes them along without a word when a table is rebuilt, and `DROP VIEW` its triggers.
/// What no revision has made is not a revision's to remove, so triggers and indexes are put back, and
/// for a column the script is refused: its values would be gone.
struct Bystanders {
  private let connection: Connection
  private let dropped: DroppedNames
  private var objects: [Name: MasterRow]
  private var columns: [Name: [Name]]

  init(connection: Connection, dropped: DroppedNames) throws {
    self.connection = connection
    self.dropped = dropped
    objects = try Self.objects(of: connection)
    columns = try Self.columns(of: connection)
  }

  /// Takes over what SQLite has made of the declarations when something got another name, unless it
  /// is a table that the script has made itself.
  mutating func follow(_ rename: RenameStatement) throws {
    guard columns.removeValue(forKey: rename.oldName) != nil else { return }
    columns[rename.newName] = try Self.columns(of: connection)[rename.newName]
    objects.merge(try Self.objects(of: connection)) { $1 }
  }

  /// Makes those again that are gone, though the script does not name them and has made their table or
  /// view anew.
  ///
  /// A table that merely has the name of one that is gone, since it was renamed, is another's.
  ///
  /// - Throws: ``DatabaseError/statementFailed(_:)`` where one does not fit the table any more.
  func restore(after script: Script) throws {
    guard !objects.isEmpty else { return }
    let remade = try remadeNames()
    guard !remade.isEmpty else { return }
    let there = try Self.objects(of: connection)
    let named = named(in: script)
    for (name, object) in objects.sorted(by: { $0.key < $1.key })
    where there[name] == nil && remade.contains(Name(sqlite: object.table)) && !named.contains(name)
    {
      try restore(object, script)
    }
  }

  /// Refuses a script that has made a table anew without a column which it does not speak of, be it in
  /// a comment.
  ///
  /// - Throws: ``DatabaseError/statementFailed(_:)``.
  func refuseLostColumns(after script: Script) throws {
    guard !columns.isEmpty else { return }
    let present = try Self.columns(of: connection)
    for table in dropped.tables.intersection(present.keys).sorted() {
      try refuseLostColumns(of: table, present[table] ?? [], script)
    }
  }

  private func refuseLostColumns(
    of table: Name, _ present: [Name], _ script: Script
  ) throws {
    // A combining mark at its beginning would join the character before it.
    let text = Array(script.text.lowercased().utf8)
    let lost = (columns[table] ?? []).first { column in
      !present.contains(column) && text.firstRange(of: column.spelling.lowercased().utf8) == nil
    }
    guard let lost else { return }
    let column = ColumnReference(table: table, column: lost)
    throw script.refusal(
      of: "column '\(column)', which no revision has made, would be lost with its values")
  }

  /// Those of the objects that the script speaks of.
  private func named(in script: Script) -> Set<Name> {
    var names: Set<Name> = []
    for token in IteratorSequence(Tokenizer(script.text)) {
      let name = Name(sqlite: token.value)
      if objects[name] != nil { names.insert(name) }
    }
    return names
  }

  /// The tables and views that were dropped, and are there.
  private func remadeNames() throws -> Set<Name> {
    let views = try connection.query("SELECT name FROM sqlite_master WHERE type = 'view'")
      .map { Name(sqlite: $0[0].text ?? "") }
    return dropped.tables.intersection(try Self.columns(of: connection).keys)
      .union(dropped.views.intersection(views))
  }

  private func restore(_ object: MasterRow, _ script: Script) throws {
    do {
      try connection.query(object.sql)
    } catch {
      throw script.refusal(
        of: "\(object.type) '\(object.name)', which no revision has made: \(error.reason)",
        sql: object.sql)
    }
  }

  private static func objects(
    of connection: Connection
  ) throws -> [Name: MasterRow] {
    let rows = try connection.query(
      """
      SELECT type, name, tbl_name, sql FROM sqlite_master
      WHERE type IN ('index', 'trigger') AND sql IS NOT NULL
      """)
    return Dictionary(try rows.map(MasterRow.init).map { (Name(sqlite: $0.name), $0) }) { $1 }
  }

  /// The columns of each table that hold values of their own; virtual tables have no page.
  private static func columns(of connection: Connection) throws -> [Name: [Name]] {
    let rows = try connection.query(
      """
      SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_xinfo(m.name) AS c
      WHERE m.type = 'table' AND m.rootpage > 0 AND c.hidden = 0 ORDER BY m.name, c.cid
      """)
    return Dictionary(grouping: rows) { Name(sqlite: $0[0].text ?? "") }
      .mapValues { $0.map { Name(sqlite: $0[1].text ?? "") } }
  }
}
