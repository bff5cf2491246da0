import Engine
import SchemaModel
import Testing

@testable import PostgreSQLEngine

/// What a database has that no revision has made, and a revision would take along.
@Suite struct BystanderTests {
  private let scratch: PostgreSQLDatabase
  private let database: PostgreSQLDatabase

  init() throws {
    scratch = try TestServer.database()
    database = try scratch.other(as: ThrowawayCluster.user)
    try scratch.run(
      """
      DO $$ BEGIN CREATE ROLE bystander; GRANT bystander TO CURRENT_USER;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$;
      GRANT CREATE ON SCHEMA public TO bystander;
      CREATE TABLE a (id integer PRIMARY KEY, n integer, s text);
      CREATE VIEW v AS SELECT id, n FROM a;
      CREATE FUNCTION f(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
      CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      """)
  }

  /// Runs a script as a revision.
  private func migrate(_ sql: String, isTransactional: Bool = true) throws {
    try database.run(
      Script(sql, path: "r.sql", options: ScriptOptions(isTransactional: isTransactional)),
      recording: [.append(RecordEntry("0123456789ab"))], expecting: nil)
  }

  private func census() throws -> Schema {
    let options = CatalogOptions(includesPrivileges: true, includesOwners: true)
    return try CatalogReader(connection: scratch.connection, options: options).schema()
  }

  private let replacement = "DROP VIEW v; CREATE VIEW v AS SELECT id, n FROM a;"

  @Test(arguments: [
    "GRANT SELECT ON v TO bystander WITH GRANT OPTION", "GRANT UPDATE (n) ON v TO PUBLIC",
    "ALTER VIEW v SET (security_invoker = true, security_barrier = true)",
    "ALTER VIEW v OWNER TO bystander", "COMMENT ON VIEW v IS 'it''s'",
    "COMMENT ON COLUMN v.n IS 'n'; REVOKE DELETE ON v FROM CURRENT_USER",
    "CREATE TRIGGER x INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION t()",
    "CREATE RULE r AS ON DELETE TO v DO INSTEAD NOTHING; COMMENT ON RULE r ON v IS 'r'",
    "CREATE VIEW w AS SELECT * FROM v; CREATE VIEW x AS SELECT * FROM w; GRANT SELECT ON w TO PUBLIC",
    "CREATE MATERIALIZED VIEW m AS SELECT n FROM v; CREATE UNIQUE INDEX i ON m (n)",
    "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO bystander",
  ])
  func `what hangs on a view is there afterwards`(_ bystander: String) throws {
    try scratch.run(bystander)
    let before = try census()
    try migrate(replacement)
    #expect(before.changes(to: try census()).isEmpty)
  }

  @Test(arguments: [
    """
    ALTER TABLE b RENAME TO _migrate_b;
    ALTER INDEX a_pkey RENAME TO _migrate_b_pkey;
    CREATE TABLE b (id integer CONSTRAINT a_pkey PRIMARY KEY, n integer, s text);
    INSERT INTO b SELECT * FROM _migrate_b;
    DROP TABLE _migrate_b;
    """,
    """
    CREATE SCHEMA _migrate_b;
    ALTER TABLE b SET SCHEMA _migrate_b;
    CREATE TABLE b (id integer CONSTRAINT a_pkey PRIMARY KEY, n integer, s text);
    INSERT INTO b SELECT * FROM _migrate_b.b;
    DROP TABLE _migrate_b.b;
    DROP SCHEMA _migrate_b;
    """,
    "ALTER TABLE b DROP COLUMN s; ALTER TABLE b ADD COLUMN s text;",
  ])
  func `what hangs on a table is there after it was renamed and recreated`(
    _ recreation: String
  ) throws {
    try scratch.run(
      """
      DROP VIEW v;
      CREATE INDEX a_s ON a (s);
      CREATE TRIGGER x BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION t();
      GRANT SELECT ON a TO bystander;
      """)
    try migrate(
      """
      SET LOCAL lock_timeout = '5s';
      ALTER TABLE a RENAME TO b;
      \(recreation)
      """)
    let names = """
      SELECT string_agg(name, ' ' ORDER BY name) FROM (
        SELECT indexname AS name FROM pg_indexes WHERE tablename = 'b'
        UNION ALL SELECT tgname FROM pg_trigger WHERE tgrelid = 'b'::regclass
        UNION ALL SELECT grantee FROM information_schema.role_table_grants
          WHERE table_name = 'b' AND grantee = 'bystander') AS found
      """
    #expect(try scratch.value(names) == "a_pkey a_s bystander x")
  }

  @Test func `grants on a function, as narrow as they were`() throws {
    try scratch.run(
      "REVOKE EXECUTE ON FUNCTION f(integer) FROM PUBLIC; GRANT EXECUTE ON FUNCTION f(integer) TO bystander"
    )
    try migrate(
      "DROP FUNCTION f(integer); CREATE FUNCTION f(integer) RETURNS bigint LANGUAGE sql AS 'SELECT 1'"
    )
    #expect(
      try scratch.value(
        "SELECT proacl::text LIKE '%bystander=X%' AND proacl::text NOT LIKE '{=X%' FROM pg_proc WHERE proname = 'f'"
      )
        == "t")
    #expect(database.restored == ["grants on function f(integer)"])
  }

  @Test func `a function with other arguments may be called by whom the one before it might`()
    throws
  {
    try scratch.run(
      """
      CREATE FUNCTION g(integer, text) RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
      REVOKE EXECUTE ON FUNCTION g FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION g TO bystander;
      ALTER FUNCTION g OWNER TO bystander;
      CREATE PROCEDURE p(integer) LANGUAGE sql AS 'SELECT 1';
      REVOKE EXECUTE ON PROCEDURE p FROM PUBLIC;
      """)
    try migrate(
      """
      DROP FUNCTION g(integer, text);
      CREATE FUNCTION g(bigint) RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
      DROP PROCEDURE p(integer);
      CREATE PROCEDURE p(text) LANGUAGE sql AS 'SELECT 1';
      GRANT EXECUTE ON PROCEDURE p(text) TO PUBLIC;
      """)
    func may(_ role: String, _ routine: String) throws -> String? {
      try scratch.value("SELECT has_function_privilege('\(role)', '\(routine)', 'EXECUTE')")
    }
    #expect(try may("public", "g(bigint)") == "f")
    #expect(try may("bystander", "g(bigint)") == "t")
    #expect(try may("public", "p(text)") == "t")
    #expect(
      try scratch.value("SELECT proowner::regrole FROM pg_proc WHERE proname = 'g'") == "bystander")
    #expect(database.restored == ["owner of function g(bigint)", "grants on function g(bigint)"])
  }

  @Test func `what a script takes away itself is not brought back`() throws {
    try scratch.run(
      """
      GRANT SELECT ON v TO bystander, PUBLIC; COMMENT ON VIEW v IS 'old';
      CREATE RULE r AS ON DELETE TO v DO INSTEAD NOTHING;
      """)
    try migrate(
      "REVOKE SELECT ON v FROM bystander; DROP RULE r ON v; COMMENT ON VIEW v IS NULL; \(replacement)"
    )
    #expect(database.restored == ["grants on view v"])
    #expect(try scratch.value("SELECT has_table_privilege('bystander', 'v', 'SELECT')") == "t")
    #expect(
      try scratch.value("SELECT relacl::text LIKE '%bystander%' FROM pg_class WHERE relname = 'v'")
        == "f")
    #expect(try scratch.value("SELECT obj_description('v'::regclass)") == nil)
    #expect(try scratch.value("SELECT count(*) FROM pg_rules WHERE rulename = 'r'") == "0")
  }

  @Test(arguments: [
    "CREATE INDEX i ON a (lower(s)) WHERE n > 0; COMMENT ON INDEX i IS 'i'",
    "ALTER TABLE a ADD CONSTRAINT c CHECK (n > 0) NOT VALID, ADD UNIQUE (s)",
    "CREATE TRIGGER x BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION t(); ALTER TABLE a DISABLE TRIGGER x",
    "ALTER TABLE a ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; CREATE POLICY p ON a USING (true)",
    "CREATE TABLE b (a_id integer REFERENCES a); ALTER TABLE a REPLICA IDENTITY FULL",
    "CREATE STATISTICS st ON n, s FROM a; ALTER TABLE a ALTER s SET STATISTICS 7, ALTER s SET STORAGE plain",
    "CREATE PUBLICATION pub FOR TABLE a; ALTER TABLE a SET (fillfactor = 50)",
    "GRANT INSERT (n) ON a TO bystander; ALTER TABLE a OWNER TO bystander",
  ])
  func `what hangs on a table that is recreated is there afterwards`(_ bystander: String) throws {
    try scratch.run(bystander)
    let before = try census()
    try migrate(
      """
      DROP VIEW v; CREATE SCHEMA aside; ALTER TABLE a SET SCHEMA aside;
      CREATE TABLE a (id integer PRIMARY KEY, n integer, s text);
      INSERT INTO a SELECT * FROM aside.a; DROP TABLE aside.a; DROP SCHEMA aside;
      CREATE VIEW v AS SELECT id, n FROM a;
      """)
    #expect(before.changes(to: try census()).isEmpty)
  }

  @Test func `what hangs on the sequence of a column is there on the one that takes its place`()
    throws
  {
    try scratch.run(
      """
      CREATE TABLE s (id integer GENERATED BY DEFAULT AS IDENTITY);
      GRANT USAGE ON SEQUENCE s_id_seq TO bystander; COMMENT ON SEQUENCE s_id_seq IS 'numbers';
      """)
    let expected = ["grants on sequence s_id_seq", "comment on sequence s_id_seq"]
    try migrate(
      """
      ALTER TABLE s ALTER id DROP IDENTITY; CREATE SEQUENCE s_id_seq OWNED BY s.id;
      ALTER TABLE s ALTER id SET DEFAULT nextval('s_id_seq');
      """)
    #expect(database.restored == expected)
    try database.run(
      Script(
        """
        ALTER TABLE s ALTER id DROP DEFAULT; DROP SEQUENCE s_id_seq;
        ALTER TABLE s ALTER id ADD GENERATED ALWAYS AS IDENTITY;
        """, path: "r.sql"), recording: [.remove(revision: "0123456789ab")], expecting: nil)
    #expect(database.restored == expected)
    let usage = "SELECT has_sequence_privilege('bystander', 's_id_seq', 'USAGE')"
    #expect(try scratch.value(usage) == "t")
  }

  private let settings = """
    CREATE INDEX i ON a (n);
    CREATE TRIGGER x BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION t();
    ALTER TABLE a DISABLE TRIGGER x;
    ALTER FUNCTION f(integer) SET work_mem = '64kB';
    ALTER INDEX i SET (fillfactor = 70);
    ALTER TABLE a CLUSTER ON i;
    """

  @Test func `what is declared anew is set to what it was`() throws {
    try scratch.run(settings)
    try migrate(
      """
      DROP TRIGGER x ON a; CREATE TRIGGER x BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION t();
      CREATE OR REPLACE FUNCTION f(integer) RETURNS integer LANGUAGE sql AS 'SELECT 2';
      DROP INDEX i; CREATE INDEX i ON a (n, id);
      """)
    #expect(
      database.restored == [
        "index that a is clustered on", "when trigger x on a fires",
        "settings of function f(integer)", "settings of index i",
      ])
  }

  @Test func `what a script sets otherwise stays so`() throws {
    try scratch.run(settings)
    try migrate(
      """
      DROP TRIGGER x ON a; CREATE TRIGGER x BEFORE UPDATE ON a FOR EACH ROW EXECUTE FUNCTION t();
      ALTER TABLE a ENABLE TRIGGER x;
      CREATE OR REPLACE FUNCTION f(integer) RETURNS integer LANGUAGE sql AS 'SELECT 2';
      ALTER FUNCTION f(integer) RESET work_mem; ALTER TABLE a SET WITHOUT CLUSTER;
      DROP INDEX i; CREATE INDEX i ON a (n, id); ALTER INDEX i RESET (fillfactor);
      """)
    #expect(database.restored.isEmpty)
  }

  @Test func `a column that no revision has made is not lost with its table`() throws {
    try scratch.run("ALTER TABLE a ADD COLUMN theirs text")
    let failure = try statementFailure {
      try migrate(
        "DROP VIEW v; DROP TABLE a; CREATE TABLE a (id integer PRIMARY KEY, n integer, s text)")
    }
    #expect(
      failure.reason
        == "column 'a.theirs', which no revision has made, would be lost with its values")
    #expect(try scratch.value("SELECT count(theirs) FROM a") == "0")
  }

  @Test func `a view that does not fit any more is named, and nothing is done`() throws {
    try scratch.run("CREATE VIEW w AS SELECT s FROM a")
    let failure = try statementFailure { try migrate("ALTER TABLE a DROP COLUMN s") }
    // Whether the table is named before the column depends on the version.
    #expect(failure.reason.hasPrefix("view w, which no revision has made: column "))
    #expect(
      failure.reason.hasSuffix("s\" does not exist")
        || failure.reason.hasSuffix("a.s does not exist"))
    #expect(try scratch.value("SELECT count(*) FROM w") == "0")
  }

  @Test func `a view stands no longer in the way of a type`() throws {
    try scratch.run(
      "CREATE VIEW w WITH (security_barrier) AS SELECT n FROM a; GRANT SELECT ON w TO bystander")
    let before = try census()
    try migrate(
      "DROP VIEW v; ALTER TABLE a ALTER n TYPE bigint; CREATE VIEW v AS SELECT id, n FROM a")
    #expect(before.changes(to: try census()).allSatisfy { "\($0)".contains("bigint") })
    #expect(database.restored == ["view w", "grants on view w"])
  }

  @Test(arguments: [
    "CREATE POLICY p ON a USING (n > 0)",
    "CREATE TRIGGER x BEFORE UPDATE OF n ON a FOR EACH ROW EXECUTE FUNCTION t()",
    "CREATE VIEW w AS SELECT n FROM a; CREATE POLICY p ON a USING (n > 0)",
    "CREATE TABLE b (n int); CREATE PUBLICATION p FOR TABLE a (id, n) WHERE (n > 0), b",
  ])
  func `what hangs on a column stands no longer in the way of a type`(_ bystander: String) throws {
    try scratch.run(bystander)
    let before = try census()
    try migrate(
      "DROP VIEW v; ALTER TABLE a ALTER n TYPE bigint; CREATE VIEW v AS SELECT id, n FROM a")
    #expect(before.changes(to: try census()).allSatisfy { "\($0)".contains("bigint") })
  }

  @Test(arguments: [
    "CREATE INDEX i ON b (id) WHERE m = 'x'",
    "ALTER TABLE b ADD CONSTRAINT c CHECK (m <> 'x')",
  ])
  func `what compares with a label stands no longer in the way of a type`(
    _ bystander: String
  ) throws {
    try scratch.run("CREATE TYPE e AS ENUM ('x', 'y'); CREATE TABLE b (id int, m e); \(bystander)")
    let before = try census()
    try migrate(
      """
      ALTER TYPE e RENAME TO _migrate_e;
      CREATE TYPE e AS ENUM ('x');
      ALTER TABLE b ALTER COLUMN m TYPE e USING m::text::e;
      DROP TYPE _migrate_e;
      """)
    let changes = before.changes(to: try census())
    #expect(changes.count == 1)
    #expect(changes.first.map { "\($0)".contains("('x')") } == true)
  }

  @Test func `a default stands no longer in the way of a type`() throws {
    try scratch.run(
      """
      CREATE TYPE e AS ENUM ('x', 'y', 'z');
      CREATE TABLE b (id int, m e) PARTITION BY RANGE (id);
      CREATE TABLE c PARTITION OF b FOR VALUES FROM (0) TO (9);
      ALTER TABLE ONLY b ALTER m SET DEFAULT 'x';
      ALTER TABLE c ALTER m SET DEFAULT 'y';
      """)
    try migrate(
      """
      ALTER TYPE e RENAME TO _migrate_e;
      CREATE TYPE e AS ENUM ('x', 'y');
      ALTER TABLE b ALTER COLUMN m TYPE e USING m::text::e;
      DROP TYPE _migrate_e;
      """)
    #expect(
      try scratch.values(
        "SELECT adrelid::regclass || pg_get_expr(adbin, adrelid) FROM pg_attrdef ORDER BY 1")
        == ["b'x'::e", "c'y'::e"])
  }

  @Test func `a default is cast to the type that its column gets`() throws {
    try scratch.run("CREATE TABLE b (n integer, s varchar); CREATE TYPE e AS ENUM ('x')")
    try scratch.run("ALTER TABLE b ALTER n SET DEFAULT 1; ALTER TABLE b ALTER s SET DEFAULT 'x'")
    try migrate(
      """
      ALTER TABLE b ALTER COLUMN n TYPE boolean USING n::boolean;
      ALTER TABLE b ALTER COLUMN s TYPE e USING s::e;
      """)
    try scratch.run("INSERT INTO b DEFAULT VALUES")
    #expect(try scratch.value("SELECT b::text FROM b") == "(t,x)")
  }

  @Test func `that a column made anew is not NULL, and the default of a view's`() throws {
    try scratch.run(
      """
      CREATE TABLE g (a int NOT NULL, b int NOT NULL GENERATED ALWAYS AS (a * 2) STORED);
      ALTER VIEW v ALTER n SET DEFAULT 7;
      """)
    try migrate(
      """
      \(replacement)
      ALTER TABLE g DROP COLUMN b;
      ALTER TABLE g ADD COLUMN b int GENERATED ALWAYS AS (a * 3) STORED;
      """)
    #expect(database.restored == ["defaults of view v", "settings of columns of g"])
    try scratch.run("INSERT INTO v (id) VALUES (1)")
    #expect(try scratch.value("SELECT n FROM a") == "7")
    #expect(
      try scratch.value(
        "SELECT attnotnull FROM pg_attribute WHERE attrelid = 'g'::regclass AND attname = 'b'")
        == "t")
  }

  @Test(arguments: [
    """
    ALTER TABLE p RENAME TO _migrate_p; ALTER TABLE q RENAME TO p; ALTER TABLE _migrate_p RENAME TO q;
    """,
    """
    ALTER TABLE p RENAME COLUMN a TO _migrate_a; ALTER TABLE p RENAME COLUMN b TO a;
    ALTER TABLE p RENAME COLUMN _migrate_a TO b;
    """,
  ])
  func `what has exchanged its name keeps what is said of it`(_ renames: String) throws {
    try scratch.run(
      """
      CREATE TABLE p (id integer, a integer, b integer);
      CREATE TABLE q (id integer, a integer, b integer);
      GRANT SELECT ON p TO bystander; GRANT SELECT (a) ON q TO PUBLIC; GRANT SELECT (a) ON p TO PUBLIC;
      ALTER TABLE q OWNER TO bystander; COMMENT ON TABLE p IS 'p'; COMMENT ON COLUMN p.a IS 'a';
      ALTER TABLE p ENABLE ROW LEVEL SECURITY; CREATE POLICY o ON p USING (a > b);
      """)
    try scratch.connection.execute("BEGIN; \(renames)")
    let wanted = try census()
    try scratch.connection.execute("ROLLBACK")
    // That something is dropped is what has all looked at.
    try migrate("\(renames) \(replacement)")
    #expect(wanted.changes(to: try census()).isEmpty)
    #expect(database.restored.isEmpty)
  }

  @Test func `what gets another name and is made again keeps what is said of it`() throws {
    try scratch.run(
      """
      GRANT SELECT ON v TO bystander; COMMENT ON VIEW v IS 'v';
      CREATE RULE r AS ON INSERT TO v DO INSTEAD NOTHING;
      CREATE DOMAIN d AS varchar(5) CHECK (VALUE <> 'x'); CREATE TABLE b (d d);
      REVOKE EXECUTE ON FUNCTION f(integer) FROM PUBLIC;
      """)
    try migrate(
      """
      ALTER VIEW v RENAME TO w; ALTER FUNCTION f(integer) RENAME TO g; ALTER DOMAIN d RENAME TO e;
      DROP VIEW w; CREATE VIEW w AS SELECT id FROM a;
      DROP FUNCTION g(integer);
      CREATE FUNCTION g(integer) RETURNS bigint LANGUAGE sql AS 'SELECT 1::bigint';
      """)
    #expect(
      database.restored == [
        "rule r on w", "grants on function g(integer)", "grants on view w", "comment on view w",
      ])
  }

  @Test func `what is of another kind keeps what is said of it`() throws {
    try scratch.run(
      """
      GRANT SELECT ON v TO bystander; COMMENT ON VIEW v IS 'v'; ALTER VIEW v OWNER TO bystander;
      REVOKE EXECUTE ON FUNCTION f(integer) FROM PUBLIC;
      ALTER FUNCTION f(integer) SET search_path = pg_catalog; COMMENT ON FUNCTION f(integer) IS 'f';
      GRANT SELECT ON a TO bystander;
      """)
    try migrate(
      """
      DROP VIEW v; CREATE MATERIALIZED VIEW v AS SELECT id, n FROM a;
      DROP FUNCTION f(integer); CREATE PROCEDURE f(integer) LANGUAGE sql AS 'SELECT 1';
      """)
    #expect(
      database.restored == [
        "settings of procedure f(integer)", "owner of materialized view v",
        "grants on procedure f(integer)", "comment on procedure f(integer)",
        "comment on materialized view v",
      ])
    #expect(
      try scratch.value("SELECT has_function_privilege('public', 'f(integer)', 'EXECUTE')") == "f")
  }

  @Test(arguments: ["(a) WHERE b > 2", "((b + 1))", "(a) INCLUDE (b)"])
  func `an index that speaks of a column that is made anew`(_ index: String) throws {
    try scratch.run(
      """
      CREATE TABLE g (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED);
      CREATE INDEX i ON g \(index);
      """)
    try migrate(
      """
      ALTER TABLE g DROP COLUMN b;
      ALTER TABLE g ADD COLUMN b integer GENERATED ALWAYS AS (a * 3) STORED;
      """)
    #expect(database.restored == ["index i on g"])
  }

  @Test(arguments: ["CREATE UNIQUE INDEX i ON g (b)", "ALTER TABLE g ADD UNIQUE (b)"])
  func `a foreign key comes after the key that it needs`(_ key: String) throws {
    try scratch.run(
      """
      CREATE TABLE g (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED);
      \(key);
      CREATE TABLE f (b integer REFERENCES g (b));
      """)
    try migrate(
      """
      ALTER TABLE g DROP COLUMN b;
      ALTER TABLE g ADD COLUMN b integer GENERATED ALWAYS AS (a + 2) STORED;
      """)
    #expect(database.restored.contains("constraint f_b_fkey on f"))
  }

  @Test func `an exclusion of a column that is made anew`() throws {
    try scratch.run(
      """
      CREATE TABLE g (a integer, b integer GENERATED ALWAYS AS (a * 2) STORED);
      ALTER TABLE g ADD CONSTRAINT x EXCLUDE (b WITH =) WHERE (a > 2);
      ALTER TABLE g ALTER b SET STATISTICS 99;
      """)
    try migrate(
      """
      ALTER TABLE g DROP COLUMN b;
      ALTER TABLE g ADD COLUMN b integer GENERATED ALWAYS AS (a * 3) STORED;
      """)
    #expect(database.restored == ["settings of table g", "constraint x on g"])
  }

  @Test(arguments: [
    "CREATE VIEW w AS SELECT n FROM a", "CREATE VIEW w AS SELECT n FROM v",
    "CREATE POLICY p ON a USING (n > 0)",
    """
    CREATE TABLE b (n integer);
    CREATE POLICY p ON b USING (EXISTS (SELECT 1 FROM a WHERE a.n = b.n))
    """,
    "CREATE FUNCTION g() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT sum(n) FROM a; END",
  ])
  func `what is in the way of statements that take effect one by one is put aside`(
    _ bystander: String
  ) throws {
    try scratch.run(bystander)
    let before = try census()
    try migrate(
      """
      DROP VIEW v; ALTER TABLE a ALTER n TYPE bigint;
      CREATE INDEX CONCURRENTLY i ON a (s); CREATE VIEW v AS SELECT id, n FROM a;
      """, isTransactional: false)
    let changes = before.changes(to: try census()).filter { !"\($0)".contains("bigint") }
    #expect(changes.count == 1)
    #expect(try scratch.value("SELECT to_regclass('schema_revisions_census')") == nil)
  }

  @Test func `a script that has come to its end is not run again for what cannot be put back`()
    throws
  {
    try scratch.run(
      """
      CREATE TYPE e AS ENUM ('x'); CREATE TABLE b (id integer CONSTRAINT kept CHECK (id > 0), m e);
      CREATE INDEX i ON b (m) WHERE m = 'x';
      """)
    let failure = try statementFailure {
      try migrate(
        "ALTER TABLE b DROP COLUMN m; ALTER TABLE b ADD COLUMN m integer;", isTransactional: false)
    }
    #expect(failure.engine == "PostgreSQL (42883)")
    #expect(try database.record()?.count == 1)
    #expect(try scratch.value("SELECT conname FROM pg_constraint WHERE conname = 'kept'") == "kept")
  }

  @Test func `nothing is kept of a run that has not begun`() throws {
    _ = try statementFailure {
      try migrate("SELEC; DROP VIEW v; CREATE VIEW v AS SELECT 1", isTransactional: false)
    }
    #expect(try scratch.value("SELECT to_regclass('schema_revisions_census')") == nil)
  }

  @Test func `a run that goes on knows what the one before it has dropped`() throws {
    try scratch.run("GRANT SELECT ON v TO bystander; COMMENT ON VIEW v IS 'kept'")
    let before = try census()
    _ = try statementFailure {
      try migrate("DROP VIEW v; SELEC", isTransactional: false)
    }
    #expect(try census().objects.allSatisfy { $0.name.spelling != "v" })
    try migrate(
      "DROP VIEW v; CREATE VIEW v AS SELECT id, n FROM a;", isTransactional: false)
    #expect(before.changes(to: try census()).isEmpty)
    #expect(database.restored == ["grants on view v", "comment on view v"])
    #expect(try scratch.value("SELECT to_regclass('schema_revisions_census')") == nil)
  }

  @Test func `statements that take effect one by one are run by who may not create tables`() throws
  {
    try migrate("CREATE TABLE first ()")
    try scratch.run("REVOKE CREATE ON SCHEMA public FROM PUBLIC, \(ThrowawayCluster.user)")
    try database.run(
      Script(
        "ALTER VIEW v RENAME TO w", path: "r.sql", options: ScriptOptions(isTransactional: false)),
      recording: [.append(RecordEntry("1123456789ab"))], expecting: nil)
    #expect(try database.record()?.count == 2)
  }

  @Test func `what statements that take effect one by one have lost is put back`() throws {
    try scratch.run("GRANT SELECT ON v TO bystander")
    _ = try statementFailure {
      try migrate(
        "DROP VIEW v; CREATE VIEW v AS SELECT id, n FROM a; SELEC", isTransactional: false)
    }
    #expect(
      try scratch.value("SELECT relacl::text LIKE '%bystander%' FROM pg_class WHERE relname = 'v'")
        == "t")
  }
}
