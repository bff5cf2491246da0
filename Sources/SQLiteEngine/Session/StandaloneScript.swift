internal import Engine

/// A script with all that the runner would do round it, as SQL.
struct StandaloneScript {
  let script: Script
  let title: String
  let changes: [RecordChange]

  /// What a reader of the whole should know.
  static let remark = """
    -- Text between '/*' and '*/' joins the statements of a revision into one block: sqlite3 leaves
    -- a block at the first error, and what it has begun is undone. Another client has to stop there.
    """

  var text: String {
    "-- \(title)\n" + StatementBlock.text(joining: parts.joined(separator: "\n"))
  }

  private var parts: [String] {
    let suspends = script.options.suspendsForeignKeys
    let around = suspends ? [ForeignKeySuspension.opening, ForeignKeySuspension.closing] : []
    let body = ForeignKeySuspension.unwrap(Script.withoutPrechecks(script.text)).trimmingBlankLines
    let inside =
      StandaloneRecord(changes: changes, checksForeignKeys: suspends)
      .around(body + (body.isEmpty || StatementBlock.isEnded(body) ? "" : "\n;"))
    return around.prefix(1)
      + (script.options.isTransactional ? ["BEGIN IMMEDIATE;"] + inside + ["COMMIT;"] : inside)
      + around.dropFirst()
  }
}
