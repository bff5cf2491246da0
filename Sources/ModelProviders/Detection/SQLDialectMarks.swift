/// What in files of SQL only PostgreSQL understands.
package enum SQLDialectMarks {
  /// Whether the text is for PostgreSQL, as far as its words tell.
  package static func arePostgreSQLs(_ scripts: [SourceText]) -> Bool {
    var isMarked = false
    for script in scripts {
      let text = Array(script.text.utf8)
      var last = ""
      for token in SQLLexer(text, quoting: SQLQuoting(dialect: "postgresql"))
      where token.kind == .word {
        let word = String(decoding: text[token.range], as: UTF8.self).uppercased()
        if others.contains(word) { return false }
        if words.contains(word) || pairs.contains(last + " " + word) { isMarked = true }
        last = word
      }
    }
    return isMarked
  }

  private static let words: Set = [
    "BIGSERIAL", "BYTEA", "CITEXT", "JSONB", "PG_CATALOG", "PLPGSQL", "SEARCH_PATH", "SERIAL",
    "SMALLSERIAL", "TIMESTAMPTZ", "TSVECTOR",
  ]

  private static let pairs: Set = [
    "ADD CONSTRAINT", "ALTER COLUMN", "COMMENT ON", "CREATE EXTENSION", "CREATE SCHEMA",
    "CREATE SEQUENCE", "CREATE TYPE", "OWNER TO",
  ]

  /// What PostgreSQL does not understand.
  private static let others: Set = ["AUTOINCREMENT", "AUTO_INCREMENT", "PRAGMA", "ROWID"]
}
