/// What a kind of hazard means, with changes that show it.
package struct HazardRule: Sendable {
  package var kind: Hazard.Kind
  /// Why a person should know, in a sentence or two.
  package var rationale: String
  /// Changes that are hazardous in this way.
  package var triggering: [HazardExample]
  /// Changes that look alike and are not.
  package var nonTriggering: [HazardExample]
}

/// A change of a schema that has rows, in SQL that every engine takes.
package struct HazardExample: Hashable, Sendable {
  package var from: String
  package var to: String
  /// What a person has written beside the statements that lead there.
  package var byHand: String

  init(_ from: String, _ to: String, byHand: String = "") {
    self.from = from
    self.to = to
    self.byHand = byHand
  }
}

extension HazardRule {
  package static let all = Hazard.Kind.allCases.map(rule)

  /// The rule of a kind.
  package static func rule(for kind: Hazard.Kind) -> HazardRule {
    switch kind {
    case .dropTable: dropTable
    case .dropColumn: dropColumn
    case .castValues: castValues
    case .changesRows: changesRows
    case .failsOnRows: failsOnRows
    case .rewritesTable: rewritesTable
    case .irreversible: irreversible
    }
  }

  private static let dropTable = HazardRule(
    kind: .dropTable,
    rationale: "The rows are gone for good: the way back makes the table again, but empty.",
    triggering: [
      HazardExample(
        "CREATE TABLE a (id INTEGER); CREATE TABLE b (id INTEGER)", "CREATE TABLE a (id INTEGER)")
    ],
    nonTriggering: [
      HazardExample(
        "CREATE TABLE a (id INTEGER)", "CREATE TABLE a (id INTEGER); CREATE TABLE b (id INTEGER)"),
      HazardExample(
        "CREATE TABLE a (id INTEGER); CREATE VIEW v AS SELECT id FROM a",
        "CREATE TABLE a (id INTEGER)"),
    ])

  private static let dropColumn = HazardRule(
    kind: .dropColumn,
    rationale:
      "The values are gone for good: the way back makes the column again, but without them.",
    triggering: [
      HazardExample("CREATE TABLE a (id INTEGER, token TEXT)", "CREATE TABLE a (id INTEGER)")
    ],
    nonTriggering: [
      HazardExample("CREATE TABLE a (id INTEGER)", "CREATE TABLE a (id INTEGER, token TEXT)"),
      HazardExample(
        "CREATE TABLE a (id INTEGER, twice INTEGER GENERATED ALWAYS AS (id * 2) STORED)",
        "CREATE TABLE a (id INTEGER)"),
    ])

  private static let castValues = HazardRule(
    kind: .castValues,
    rationale: "The stored values become others: the way back may not bring the old ones again.",
    triggering: [
      HazardExample(
        "CREATE TABLE a (id INTEGER, size INTEGER)", "CREATE TABLE a (id INTEGER, size TEXT)")
    ],
    nonTriggering: [
      HazardExample(
        "CREATE TABLE a (id INTEGER, name VARCHAR(10))",
        "CREATE TABLE a (id INTEGER, name VARCHAR(20))"),
      HazardExample(
        "CREATE TABLE a (id INTEGER, size INTEGER)", "CREATE TABLE a (id INTEGER, size BIGINT)"),
    ])

  private static let changesRows = HazardRule(
    kind: .changesRows,
    rationale: "The rows that there were are gone or others, and the way back does not bring them.",
    triggering: [
      HazardExample(
        "CREATE TABLE a (id INTEGER)", "CREATE TABLE a (id INTEGER, n INTEGER)",
        byHand: "DELETE FROM a WHERE id = 1"),
      HazardExample(
        "CREATE TABLE a (id INTEGER)", "CREATE TABLE a (id INTEGER, n INTEGER)",
        byHand: "DELETE FROM a WHERE id = -1"),
      HazardExample(
        "CREATE TABLE a (id INTEGER)", "CREATE TABLE a (id INTEGER, n INTEGER)",
        byHand: "UPDATE a SET n = 1, id = id"),
    ],
    nonTriggering: [
      HazardExample(
        "CREATE TABLE a (id INTEGER)", "CREATE TABLE a (id INTEGER, n INTEGER)",
        byHand: "UPDATE a SET n = id * 2 WHERE id > 0"),
      HazardExample(
        "CREATE TABLE a (id INTEGER)",
        "CREATE TABLE a (id INTEGER); CREATE TABLE b (id INTEGER)",
        byHand: "INSERT INTO b SELECT id FROM a; DELETE FROM b WHERE id = 1"),
      HazardExample("CREATE TABLE a (n INTEGER)", "CREATE TABLE a (n TEXT)"),
    ])

  private static let failsOnRows = HazardRule(
    kind: .failsOnRows,
    rationale:
      "Rows that are there may not satisfy what is asked of them; then nothing is changed.",
    triggering: [
      HazardExample(
        "CREATE TABLE a (id INTEGER)", "CREATE TABLE a (id INTEGER, n INTEGER NOT NULL)"),
      HazardExample(
        "CREATE TABLE a (id INTEGER, n INTEGER)", "CREATE TABLE a (id INTEGER, n INTEGER NOT NULL)"),
      HazardExample("CREATE TABLE a (n INTEGER)", "CREATE TABLE a (n INTEGER UNIQUE)"),
      HazardExample("CREATE TABLE a (n INTEGER)", "CREATE TABLE a (n INTEGER CHECK (n > 0))"),
      HazardExample(
        "CREATE TABLE a (n INTEGER)", "CREATE TABLE a (n INTEGER); CREATE UNIQUE INDEX i ON a (n)"),
      HazardExample(
        "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (n INTEGER)",
        "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (n INTEGER REFERENCES a (id))"),
    ],
    nonTriggering: [
      HazardExample(
        "CREATE TABLE a (id INTEGER)", "CREATE TABLE a (id INTEGER, n INTEGER NOT NULL DEFAULT 0)"),
      HazardExample("CREATE TABLE a (n INTEGER UNIQUE)", "CREATE TABLE a (n INTEGER)"),
      HazardExample(
        "CREATE TABLE a (n INTEGER)", "CREATE TABLE a (n INTEGER); CREATE INDEX i ON a (n)"),
      HazardExample(
        "CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (n INTEGER)",
        """
        CREATE TABLE a (id INTEGER PRIMARY KEY);
        CREATE TABLE b (n INTEGER, a_id INTEGER REFERENCES a (id))
        """),
    ])

  private static let rewritesTable = HazardRule(
    kind: .rewritesTable,
    rationale: "The time and the space that it takes grow with the table, and writers wait.",
    triggering: [
      HazardExample("CREATE TABLE a (n INTEGER)", "CREATE TABLE a (n TEXT)")
    ],
    nonTriggering: [
      HazardExample("CREATE TABLE a (n INTEGER)", "CREATE TABLE a (n INTEGER, m INTEGER)"),
      HazardExample(
        "CREATE TABLE a (n INTEGER)", "CREATE TABLE a (n INTEGER); CREATE INDEX i ON a (n)"),
    ])

  private static let irreversible = HazardRule(
    kind: .irreversible,
    rationale:
      "The rows that there are do not fit what was there before, and what they need is lost.",
    triggering: [
      HazardExample(
        """
        CREATE TABLE p (id INTEGER PRIMARY KEY);
        CREATE TABLE c (p_id INTEGER NOT NULL REFERENCES p (id))
        """, "CREATE TABLE c (p_id INTEGER NOT NULL)")
    ],
    nonTriggering: [
      HazardExample("CREATE TABLE a (n INTEGER)", "CREATE TABLE a (n TEXT)"),
      HazardExample("CREATE TABLE a (id INTEGER, n INTEGER)", "CREATE TABLE a (id INTEGER)"),
    ])
}
