internal import Engine

/// A script with all that the runner would do round it, as SQL.
struct StandaloneScript {
  let script: Script
  let title: String
  let changes: [RecordChange]

  var text: String {
    let parts =
      script.options.isTransactional
      ? [
        "BEGIN;", SessionSettings.forTransaction,
        calling("pg_advisory_xact_lock"), script.text.trimmingBlankLines,
        recording, "COMMIT;",
      ]
      : [
        SessionSettings.forSession, calling("pg_advisory_lock"),
        script.text.trimmingBlankLines, recording,
        calling("pg_advisory_unlock"),
      ]
    return (["-- \(title)"] + parts).filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  /// Without a row of a result, which a client would show.
  private func calling(_ function: String) -> String {
    "DO 'BEGIN PERFORM \(function)(\(UpgradeLock.key)); END';"
  }

  private var recording: String { changes.isEmpty ? "" : RecordTable.text(of: changes) }
}

extension String {
  fileprivate var trimmingBlankLines: String {
    String(drop { $0.isNewline }.reversed().drop { $0.isNewline }.reversed())
  }
}
