import Engine
import SchemaModel
import Testing

@testable import PostgreSQLEngine

struct OnlineTests {
  private var base: PlannerSketch {
    var sketch = PlannerSketch()
    sketch.table("a", [column("n"), column("m")])
    return sketch
  }

  @Test func `What looks at all rows does so beside writers`() throws {
    var target = PlannerSketch()
    target.table(
      "a", [column("n"), column("m", isNullable: false), column("o")],
      constraints: [
        primaryKey("a_pkey", "m"), check("c", "n > 0"), foreignKey("f", "n", to: "b", "id"),
      ],
      indexes: [index("i", on: "a", "n")])
    target.table(
      "b", [column("id", isNullable: false)], constraints: [primaryKey("b_pkey", "id")],
      indexes: [index("j", on: "b", "id")])
    let plan = try Plan.from(
      base, to: target, options: PlanOptions(isOnline: true, lockTimeout: "2s"))
    #expect(!plan.options.isTransactional)
    #expect(
      plan.sql == [
        "SET lock_timeout = '2s'", "BEGIN",
        """
        CREATE TABLE b (
          id integer PRIMARY KEY
        )
        """,
        "ALTER TABLE a ADD COLUMN o integer", "COMMIT",
        "ALTER TABLE a ADD CONSTRAINT _migrate_m_not_null CHECK (m IS NOT NULL) NOT VALID",
        "ALTER TABLE a VALIDATE CONSTRAINT _migrate_m_not_null",
        "ALTER TABLE a ALTER COLUMN m SET NOT NULL, DROP CONSTRAINT _migrate_m_not_null",
        "CREATE UNIQUE INDEX CONCURRENTLY a_pkey ON a (m)",
        "ALTER TABLE a ADD CONSTRAINT a_pkey PRIMARY KEY USING INDEX a_pkey",
        "ALTER TABLE a ADD CONSTRAINT c CHECK (n > 0) NOT VALID",
        "ALTER TABLE a VALIDATE CONSTRAINT c",
        "ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (n) REFERENCES b(id) NOT VALID",
        "ALTER TABLE a VALIDATE CONSTRAINT f",
        "CREATE INDEX CONCURRENTLY i ON a USING btree (n)",
        "CREATE INDEX j ON b USING btree (id)",
      ])
  }

  @Test func `A plan that waits for nobody is one transaction`() throws {
    var target = base
    target.table("b", [column("n")], indexes: [index("i", on: "b", "n")])
    let options = PlanOptions(isOnline: true, lockTimeout: "2s", statementTimeout: "1min")
    let plan = try Plan.from(base, to: target, options: options)
    #expect(plan.options.isTransactional)
    #expect(
      plan.sql.prefix(2) == [
        "SET LOCAL lock_timeout = '2s'", "SET LOCAL statement_timeout = '1min'",
      ])
  }
}
