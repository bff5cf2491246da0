package import SchemaModel

/// What a statement did to tables that were there before its script.
package struct StatementEffect: Hashable, Sendable {
  package var sql: String
  /// The statement's line in the source of its script.
  package var line: Int
  /// The tables whose rows were all written again.
  package var rewrites: [Name]
  /// The strongest lock that the statement took on each table, where no statement before it in the
  /// same transaction had taken that one.
  package var locks: [TableLock]

  package init(sql: String, line: Int, rewrites: [Name], locks: [TableLock]) {
    self.sql = sql
    self.line = line
    self.rewrites = rewrites
    self.locks = locks
  }
}

/// A lock on a table, held to the end of its transaction.
package struct TableLock: Hashable, Sendable {
  package var table: Name
  /// The mode in the engine's words, such as `ACCESS EXCLUSIVE`.
  package var mode: String

  package init(table: Name, mode: String) {
    self.table = table
    self.mode = mode
  }
}
