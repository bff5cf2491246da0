/// What a database or its engine refused.
package enum DatabaseError: Error, Hashable, Sendable {
  case statementFailed(StatementFailure)
  /// Rows that would refer to rows that are not there, found before the end of a script.
  case foreignKeyViolations([ForeignKeyViolation])
  case notFound(path: String)
  case cannotOpen(path: String, reason: String)
  case notADatabase(path: String)
  case readOnly(path: String)
  case locked(path: String)
  /// What stands before the server takes no transactions.
  case poolerWithoutTransactions(path: String)
  /// What stands before the server gives each transaction a session of its own choice, and the
  /// script needs one from its beginning to its end.
  case poolerWithoutSessions(path: String, script: String)
  /// Another session has changed the record since this one read it.
  case recordMoved(newest: String?)
  case unsupportedURL(String)
  /// A schema object of a kind that this engine's catalog reader does not know.
  case unsupportedObject(kind: String, name: String)
  /// The server's client library cannot be loaded.
  case clientLibraryMissing(reason: String)
  case serverTooOld(path: String, version: String)
  case cannotCreate(path: String, reason: String)
  case cannotDrop(path: String, reason: String)
  /// There is no server on which a scratch database could be made, and none can be started.
  case noScratchServer
  /// The server that was started for scratch databases has not come up, or makes none.
  case scratchServerFailed(reason: String)
  /// The session ended while a script was run.
  case connectionLost(ConnectionLoss)
  /// A revision has stopped half-way, and another one is to run.
  case interrupted(Interruption)
  /// A revision that has stopped half-way differs in the statements that have run.
  case finishedPartChanged(path: String, Interruption)
}

/// A session that ended while a script was run.
package struct ConnectionLoss: Hashable, Sendable {
  package var path: String
  /// The line of the statement that was run.
  package var line: Int
  package var reason: String
  package var outcome: Outcome

  package enum Outcome: Hashable, Sendable {
    /// Nothing of the script has taken effect.
    case undone
    /// The session ended while the server was to make the script's effect permanent.
    case unknown
    /// These many statements have taken effect for good, and the one behind them may have.
    case partly(finished: Int, statements: Int)
  }

  package init(path: String, line: Int, reason: String, outcome: Outcome) {
    self.path = path
    self.line = line
    self.reason = reason
    self.outcome = outcome
  }
}

/// A statement that an engine refused.
package struct StatementFailure: Hashable, Sendable {
  package var path: String
  /// The line on which the statement, or the part of it that the engine points at, stands.
  package var line: Int
  package var sql: String
  /// The engine's own words.
  package var reason: String
  /// The engine's name, as in `SQLite`, with its code for the reason if it has one.
  package var engine: String
  /// What the engine adds to its reason, and what it advises.
  package var detail: String?
  package var hint: String?
  /// What the server can load, and has not, that has the name which it does not know.
  package var missingExtension: String?
  /// Who has the lock for which the statement has waited in vain.
  package var holders: [LockHolder] = []
  /// How much of the script stays, where its statements take effect one by one.
  package var progress: Progress?

  package struct Progress: Hashable, Sendable {
    package var finished: Int
    package var statements: Int

    package init(finished: Int, statements: Int) {
      self.finished = finished
      self.statements = statements
    }
  }

  package init(
    path: String, line: Int, sql: String, reason: String, engine: String, detail: String? = nil,
    hint: String? = nil
  ) {
    self.path = path
    self.line = line
    self.sql = sql
    self.reason = reason
    self.engine = engine
    self.detail = detail
    self.hint = hint
  }
}

/// Rows of one table that refer to missing rows of another.
package struct ForeignKeyViolation: Hashable, Sendable {
  package var table: String
  package var parent: String
  package var rows: Int

  package init(table: String, parent: String, rows: Int) {
    self.table = table
    self.parent = parent
    self.rows = rows
  }
}
