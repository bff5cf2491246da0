internal import CSQLite
internal import Engine
internal import SchemaModel

/// Reads what a virtual table tells of its rows.
struct VirtualTableFacets {
  private let table: VirtualTable
  private let connection: Connection

  init(_ table: VirtualTable, connection: Connection) {
    self.table = table
    self.connection = connection
  }

  func read() throws(SQLiteFailure) -> [Facet: [[String]]] {
    switch table.storage {
    case .own: try values().merging(words()) { $1 }
    case .external:
      if case let agreement = agreement(), !agreement.isEmpty {
        try words().merging(agreement) { $1 }
      } else {
        // No search ends in more than an error.
        [:]
      }
    // What it finds is lost where it changes, and a hazard says so.
    case .contentless, .derived, .unknown: [:]
    }
  }

  private func values() throws(SQLiteFailure) -> [Facet: [[String]]] {
    var facets: [Facet: [[String]]] = [:]
    for column in table.columns {
      facets[Facet(column: column, rule: "values")] = try connection.query(
        "SELECT rowid, quote(\(column.sql)) FROM \(table.name.sql) ORDER BY 1"
      ).map { $0.map(\.description) }
    }
    return facets
  }

  // MARK: What a search finds

  /// Of each column the words with the numbers of the rows that they are in.
  ///
  /// <https://www.sqlite.org/fts5.html#the_fts5vocab_virtual_table_module>
  private func words() throws(SQLiteFailure) -> [Facet: [[String]]] {
    guard table.module == "fts5" else { return [:] }
    try connection.query(
      """
      CREATE VIRTUAL TABLE temp._migrate_words \
      USING fts5vocab(main, \(table.name.spelling.sqlLiteral), instance)
      """)
    defer { _ = try? connection.query("DROP TABLE temp._migrate_words") }
    let numbering = try numbering()
    let rows = try connection.query("SELECT doc, term, col FROM temp._migrate_words ORDER BY 1, 2")
    var facets: [Facet: [[String]]] = [:]
    // A column in which nothing is found tells so.
    for column in table.searchedColumns { facets[facet(of: column, numbering)] = [] }
    for row in rows {
      let column = row[2].text.map { Name(sqlite: $0) }
      facets[facet(of: column, numbering), default: []].append(row[...1].map(\.description))
    }
    return facets
  }

  /// An index with less detail does not know the column: then it depends on all of them.
  private func facet(of column: Name?, _ numbering: String) -> Facet {
    let columns = table.searchedColumns.map(\.key).joined(separator: " ")
    let scope = column == nil ? " of \(columns)" : ""
    return Facet(
      source: table.source, column: column,
      rule: "words by \(table.tokenizer) in \(numbering)" + scope)
  }

  /// The column by which rows are numbered; empty where SQLite numbers them.
  ///
  /// <https://www.sqlite.org/lang_createtable.html#rowids_and_the_integer_primary_key>
  private func numbering() throws(SQLiteFailure) -> String {
    guard let source = table.source else { return table.numberColumn }
    let columns = try connection.query(
      "SELECT lower(name), lower(type), pk FROM pragma_table_info(\(source.spelling.sqlLiteral))")
    let isColumn = columns.contains { $0[0].text == table.numberColumn }
    guard !isColumn, ["", "rowid", "oid", "_rowid_"].contains(table.numberColumn) else {
      return table.numberColumn
    }
    let key = columns.filter { $0[2].integer != 0 }
    return key.count == 1 && key[0][1].text == "integer" ? key[0][0].description : ""
  }

  // MARK: Whether what is found is there

  /// One row where the index finds just what its source holds.
  private func agreement() -> [Facet: [[String]]] {
    let facet = Facet(column: nil, rule: "agreement in \(table.numberColumn)")
    do throws(SQLiteFailure) {
      try connection.query(table.agreementSQL)
      return [facet: [["agrees"]]]
    } catch {
      // Other errors tell that the source cannot be read.
      return error.primaryCode == SQLITE_CORRUPT ? [facet: []] : [:]
    }
  }
}

extension SQLValue: CustomStringConvertible {
  var description: String {
    switch self {
    case .null: "NULL"
    case .integer(let integer): String(integer)
    case .real(let real): String(real)
    case .text(let text): text
    case .malformedText(let bytes), .blob(let bytes): "\(bytes)"
    }
  }
}
