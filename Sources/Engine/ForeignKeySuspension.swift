/// The statements with which a script keeps SQLite from enforcing foreign keys while it runs, so that
/// it needs nobody to do that for it.
package enum ForeignKeySuspension {
  /// `PRAGMA foreign_keys` does nothing inside of a transaction; where keys are enforced there, that
  /// transaction is given up before `DROP TABLE` deletes the rows that refer to the table.
  ///
  /// A client that goes on after the error is then in no transaction, so that the pragma works.
  package static let opening = """
    PRAGMA foreign_keys = OFF;

    -- In a transaction the pragma does nothing, and DROP TABLE would take rows of other tables along.
    CREATE TEMP TABLE _migrate_keys (
      off CONSTRAINT "run this outside of a transaction" CHECK (off)
    );

    INSERT OR ROLLBACK INTO _migrate_keys SELECT NOT foreign_keys FROM pragma_foreign_keys;

    DROP TABLE _migrate_keys;

    PRAGMA foreign_keys = OFF;
    """

  package static let closing = "PRAGMA foreign_keys = ON;"

  /// - Parameter statements: each ended, with a line break at the end of the last.
  package static func wrap(_ statements: String) -> String {
    "\(opening)\n\n\(statements)\n\(closing)\n"
  }

  /// The statements of a script without those that ``wrap(_:)`` has put round them.
  package static func unwrap(_ script: String) -> String {
    guard script.hasPrefix(opening) else { return script }
    var rest = script.dropFirst(opening.count).drop(while: \.isNewline)
    while rest.last?.isNewline ?? false { rest.removeLast() }
    guard rest.hasSuffix(closing) else { return String(rest) }
    rest = rest.dropLast(closing.count)
    while rest.last?.isNewline ?? false { rest.removeLast() }
    return String(rest)
  }
}
