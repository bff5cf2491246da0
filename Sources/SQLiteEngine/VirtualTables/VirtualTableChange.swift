internal import Engine
internal import SchemaModel

/// A virtual table that goes, or gets another declaration, which SQLite cannot alter.
struct VirtualTableChange {
  let old: VirtualTable
  /// `nil` where the table goes.
  let new: VirtualTable?
  /// Whether the rows that the new one is of are there, so that it can be made from them.
  let isRebuilt: Bool

  /// The columns whose values are copied into the new table.
  private var copied: [Name] {
    guard let new, old.storage == .own, new.storage == .own || new.storage == .contentless,
      old.isFullText == new.isFullText
    else { return [] }
    return old.columns.filter(new.columns.contains)
  }

  /// Whether the old table is there until the new one has got its rows.
  var copiesRows: Bool { !copied.isEmpty }

  // MARK: What is lost

  func hazards() -> [Hazard] {
    if losesAll { return [Hazard(.dropTable, subject: old.name.spelling)] }
    return lostColumns.map { Hazard(.dropColumn, subject: "\(old.name).\($0)") }
  }

  private var losesAll: Bool {
    switch old.storage {
    case .derived: false
    case .external: new != nil && !isRebuilt && new?.storage != .derived
    case .own: !copiesRows || new?.storage != .own
    case .contentless, .unknown: true
    }
  }

  private var lostColumns: [Name] {
    guard copiesRows, let new else { return [] }
    return old.columns.filter { !new.columns.contains($0) }
  }

  // MARK: Statements

  /// The rows are copied into a table that then takes the old one's name.
  ///
  /// SQLite is told not to look at views and triggers, which may call the table by that name.
  func replacement(declaredAs declaration: String, takenNames: Set<Name>) -> [Statement] {
    let temporary = old.name.detour(besides: takenNames, in: .sqlite)
    return [
      Statement(Self.renamed(declaration, to: temporary)),
      copy(into: temporary),
    ] + settings(into: temporary) + [
      Statement("DROP TABLE \(old.name.sql)", losing: hazards()),
      Statement("PRAGMA legacy_alter_table = ON"),
      Statement("ALTER TABLE \(temporary.sql) RENAME TO \(old.name.sql)"),
      Statement("PRAGMA legacy_alter_table = OFF"),
    ]
  }

  /// A full-text index numbers its rows, and what a program finds are the numbers.
  private func copy(into temporary: Name) -> Statement {
    let columns = (old.isFullText ? ["rowid"] : []) + copied.map(\.sql)
    let list = columns.joined(separator: ", ")
    return Statement(
      """
      INSERT INTO \(temporary.sql) (\(list))
        SELECT \(list) FROM \(old.name.sql)
      """)
  }

  /// What a full-text index was told beside its declaration, such as how to rank what it finds
  /// (<https://www.sqlite.org/fts5.html#special_insert_commands>).
  private func settings(into temporary: Name) -> [Statement] {
    guard old.module == "fts5", new?.module == "fts5" else { return [] }
    let table = Name(sqlite: old.name.spelling + "_config")
    return [
      Statement(
        """
        INSERT INTO \(temporary.sql) (\(temporary.sql), rank)
          SELECT k, v FROM \(table.sql) WHERE k <> 'version'
        """)
    ]
  }

  /// The declaration with another name for the table.
  private static func renamed(_ declaration: String, to name: Name) -> String {
    let tokens = Tokenizer.tokens(of: declaration)
    guard let using = tokens.firstIndex(where: { $0.isWord("using") }) else { return declaration }
    let body = declaration[tokens[using].text.startIndex...]
    return "CREATE VIRTUAL TABLE \(name.sql) " + TidyText.of(String(body))
  }
}
