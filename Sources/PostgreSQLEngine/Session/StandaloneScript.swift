internal import Engine

/// A script with all that the runner would do round it, as SQL.
struct StandaloneScript {
  let script: Script
  let title: String
  let changes: [RecordChange]

  /// By itself psql goes on after an error, and says at its end that all was well.
  static let opening = "\\set ON_ERROR_STOP on"

  var text: String {
    let isTransactional = script.options.isTransactional
    let record = StandaloneRecord(changes: changes)
    let parts =
      isTransactional
      ? ["BEGIN;", SessionSettings.forTransaction, calling("pg_advisory_xact_lock")]
        + record.around(body) + ["COMMIT;"]
      : [SessionSettings.forSession, calling("pg_advisory_lock")]
        + record.around(body) + [calling("pg_advisory_unlock")]
    return (["-- \(title)"] + parts).filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  /// The statements, the last one ended too.
  private var body: String {
    let text = script.text.trimmingBlankLines
    let count = StatementScanner.statements(of: text).count
    // What follows would belong to a statement that is not ended.
    let isEnded = count < StatementScanner.statements(of: text + "\nSELECT").count
    return (isEnded ? text : text + "\n;")
      + (changesRole ? "\nRESET SESSION AUTHORIZATION;\nRESET ROLE;" : "")
  }

  /// Whether the record would be written by somebody else.
  private var changesRole: Bool {
    StatementScanner.statements(of: script.text).contains { statement in
      let words = statement.words.prefix(4).map(\.keyword)
      return words.first == "SET" && (words.contains("ROLE") || words.contains("AUTHORIZATION"))
    }
  }

  /// Without a row of a result, which a client would show.
  private func calling(_ function: String) -> String {
    "DO 'BEGIN PERFORM \(function)(\(UpgradeLock.key)); END';"
  }
}
