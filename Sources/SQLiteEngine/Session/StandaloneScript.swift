internal import Engine

/// A script with all that the runner would do round it, as SQL.
struct StandaloneScript {
  let script: Script
  let title: String
  let changes: [RecordChange]

  var text: String {
    let isTransactional = script.options.isTransactional
    var parts = ["-- \(title)"]
    if script.options.suspendsForeignKeys { parts.append("PRAGMA foreign_keys = OFF;") }
    if isTransactional { parts.append("BEGIN IMMEDIATE;") }
    parts.append(script.text.trimmingBlankLines)
    if script.options.suspendsForeignKeys { parts.append(Self.foreignKeyGuard) }
    if !changes.isEmpty { parts.append(RecordTable.text(of: changes)) }
    if isTransactional { parts.append("COMMIT;") }
    if script.options.suspendsForeignKeys { parts.append("PRAGMA foreign_keys = ON;") }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  /// Stops the script where rows refer to rows that are not there.
  private static let foreignKeyGuard = """
    CREATE TEMP TABLE _migrate_check (violations CHECK (violations = 0));
    INSERT INTO _migrate_check SELECT count(*) FROM pragma_foreign_key_check;
    DROP TABLE _migrate_check;
    """
}

extension String {
  fileprivate var trimmingBlankLines: String {
    String(drop { $0.isNewline }.reversed().drop { $0.isNewline }.reversed())
  }
}
