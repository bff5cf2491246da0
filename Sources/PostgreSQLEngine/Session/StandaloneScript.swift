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
        "SELECT pg_advisory_xact_lock(\(UpgradeLock.key));", script.text.trimmingBlankLines,
        recording, "COMMIT;",
      ]
      : [
        SessionSettings.forSession, "SELECT pg_advisory_lock(\(UpgradeLock.key));",
        script.text.trimmingBlankLines, recording,
        "SELECT pg_advisory_unlock(\(UpgradeLock.key));",
      ]
    return (["-- \(title)"] + parts).filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  private var recording: String { changes.isEmpty ? "" : RecordTable.text(of: changes) }
}

extension String {
  fileprivate var trimmingBlankLines: String {
    String(drop { $0.isNewline }.reversed().drop { $0.isNewline }.reversed())
  }
}
