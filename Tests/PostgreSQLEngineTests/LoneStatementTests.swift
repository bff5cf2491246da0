import Testing

@testable import PostgreSQLEngine

/// What is read of the statements that stand outside of transactions.
@Suite struct LoneStatementTests {
  private func read(_ sql: String) -> LoneStatement? {
    StatementScanner.statements(of: sql).first.flatMap(LoneStatement.init)
  }

  @Test(arguments: [
    ("CREATE INDEX CONCURRENTLY i ON t (a)", "i", ["t"], false, " (a)"),
    (
      "create unique index concurrently if not exists \"I\" on only s.\"T\" using btree (a) -- b\n"
        + "where 'x' <> ''", "I", ["s", "T"], true, " using btree (a) -- b\nwhere 'x' <> ''"
    ),
    ("CREATE INDEX CONCURRENTLY ON t (a)", nil, ["t"], false, " (a)"),
  ])
  func readsIndexes(
    sql: String, name: String?, table: [String], isUnique: Bool, definition: String
  ) throws {
    guard case .createIndex(let index) = read(sql) else {
      Issue.record("\(sql)")
      return
    }
    #expect(index.name == name)
    #expect(index.table == table)
    #expect(index.isUnique == isUnique)
    #expect(index.definition == definition)
  }

  @Test(arguments: [
    ("DROP INDEX CONCURRENTLY IF EXISTS s.i RESTRICT", LoneStatement.dropIndex(["s", "i"])),
    ("REINDEX INDEX CONCURRENTLY i", .reindex(.index, ["i"])),
    ("REINDEX (VERBOSE, CONCURRENTLY) TABLE s.\"T\"", .reindex(.table, ["s", "T"])),
    (
      "ALTER TABLE IF EXISTS ONLY s.t DETACH PARTITION s.p CONCURRENTLY",
      .detach(partition: ["s", "p"], from: ["s", "t"])
    ),
    ("CREATE DATABASE d", .create(.database, "d")),
    ("DROP TABLESPACE IF EXISTS \"T\"", .drop(.tablespace, "T")),
    ("CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p", .create(.subscription, "s")),
  ])
  func readsOthers(sql: String, statement: LoneStatement) {
    #expect(read(sql) == statement)
  }

  @Test(arguments: [
    "CREATE INDEX i ON t (a)", "DROP INDEX i", "REINDEX TABLE t", "REINDEX (VERBOSE) INDEX i",
    "ALTER TABLE t DETACH PARTITION p", "ALTER TABLE t DETACH PARTITION p FINALIZE", "VACUUM",
  ])
  func leavesTheRest(sql: String) {
    #expect(read(sql) == nil)
  }
}
