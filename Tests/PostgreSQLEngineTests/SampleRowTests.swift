import Engine
import SchemaModel
import Testing

@testable import PostgreSQLEngine

@Suite struct SampleRowTests {
  private func filled(_ schema: String) throws -> PostgreSQLDatabase {
    let database = try TestServer.database()
    try database.run(schema)
    _ = try database.fill(rowsPerTable: 4)
    return database
  }

  private func count(_ table: String, in database: PostgreSQLDatabase) throws -> Int {
    Int(try database.value("SELECT count(*) FROM \(table)") ?? "") ?? 0
  }

  @Test(arguments: [
    "smallint", "integer", "bigint", "numeric", "numeric(5)", "numeric(7,2)", "numeric(3,3)",
    "real", "double precision", "money", "boolean", "text", "varchar", "varchar(3)", "varchar(40)",
    "char(2)", "char(1)", "\"char\"", "name", "bytea", "date", "time", "timetz", "timestamp",
    "timestamptz", "timestamp(0)", "interval", "uuid", "json", "jsonb", "xml", "inet", "cidr",
    "macaddr", "macaddr8", "bit(5)", "varbit(5)", "varbit", "bit", "point", "line", "lseg", "box",
    "path", "polygon", "circle", "tsvector", "tsquery", "int4range", "int8range", "numrange",
    "daterange", "tsrange", "tstzrange", "int4multirange", "tsmultirange", "integer[]", "text[]",
    "timestamptz[]", "numeric(5,2)[]", "varchar(3)[]", "oid", "pg_lsn", "jsonpath", "mood",
    "mood[]", "positive", "code", "code[]", "pair", "pair[]", "float_range", "mood_range",
  ])
  func putsValuesOfEveryTypeIn(type: String) throws {
    let database = try filled(
      """
      CREATE TYPE mood AS ENUM ('sad', 'it''s "ok", {so}');
      CREATE DOMAIN positive AS integer NOT NULL CHECK (VALUE > 100);
      CREATE DOMAIN code AS varchar(8) CHECK (length(VALUE) = 5);
      CREATE TYPE pair AS (a integer, b mood);
      CREATE TYPE float_range AS RANGE (subtype = float8);
      CREATE TYPE mood_range AS RANGE (subtype = mood);
      CREATE TABLE a (value \(type) NOT NULL);
      """)
    #expect(try count("a", in: database) == 4)
  }

  @Test func makesDifferentValues() throws {
    let database = try filled(
      "CREATE TABLE a (id uuid PRIMARY KEY, n varchar(2) UNIQUE, d date UNIQUE)")
    #expect(try count("a", in: database) == 4)
  }

  @Test(arguments: [
    "status text NOT NULL CHECK (status IN ('new', 'done'))",
    "status varchar(9) NOT NULL CHECK (status IN ('new', 'done'))",
    "n int NOT NULL CHECK (n > 1000)", "n int NOT NULL CHECK (n BETWEEN -20 AND -10)",
    "price numeric NOT NULL CHECK (price < 0)", "mail text NOT NULL CHECK (mail LIKE '%@%')",
    "hash bytea PRIMARY KEY CHECK (length(hash) = 20)",
    "code text NOT NULL CHECK (char_length(code) = 7)", "is_on boolean NOT NULL CHECK (is_on)",
    "a int, b int, CHECK ((a IS NULL) <> (b IS NULL))",
    "a int, b text, c date, CHECK (num_nonnulls(a, b, c) = 1)",
    "a date NOT NULL, b date NOT NULL, CHECK (a <= b)",
    "during tsrange NOT NULL, EXCLUDE USING gist (during WITH &&)",
    "id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED",
    "id serial PRIMARY KEY, name text",
  ])
  func fulfilsConditions(columns: String) throws {
    #expect(try count("a", in: try filled("CREATE TABLE a (\(columns))")) == 4)
  }

  @Test func refersToRowsThatAreThere() throws {
    let database = try filled(
      """
      CREATE TABLE a (id int PRIMARY KEY, parent int NOT NULL REFERENCES a);
      CREATE SCHEMA "S";
      CREATE TABLE "S".b (x text, y int, PRIMARY KEY (x, y));
      CREATE TABLE c (a_id int NOT NULL REFERENCES a, bx text NOT NULL, by int NOT NULL,
        FOREIGN KEY (bx, by) REFERENCES "S".b DEFERRABLE INITIALLY DEFERRED);
      """)
    #expect(try ["a", "\"S\".b", "c"].map { try count($0, in: database) } == [4, 4, 4])
  }

  @Test func leavesOutWhatNothingCanBePutInto() throws {
    let database = try filled(
      "CREATE TABLE a (n int NOT NULL CHECK (false)); CREATE TABLE b (n int); CREATE TABLE c ()")
    #expect(try ["a", "b", "c"].map { try count($0, in: database) } == [0, 4, 4])
  }

  @Test func fillsPartitions() throws {
    let database = try filled(
      """
      CREATE TABLE a (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
      CREATE TABLE a_1 PARTITION OF a FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
      CREATE TABLE a_2 PARTITION OF a FOR VALUES FROM ('2021-01-01') TO ('2022-01-01');
      CREATE TABLE b (id int, kind text) PARTITION BY LIST (kind);
      CREATE TABLE b_1 PARTITION OF b FOR VALUES IN ('x', 'y');
      CREATE TABLE b_2 PARTITION OF b DEFAULT;
      CREATE TABLE c (id int) PARTITION BY HASH (id);
      CREATE TABLE c_1 PARTITION OF c FOR VALUES WITH (MODULUS 2, REMAINDER 0);
      CREATE TABLE c_2 PARTITION OF c FOR VALUES WITH (MODULUS 2, REMAINDER 1);
      """)
    for table in ["a_1", "a_2", "b_1", "b_2", "c_1", "c_2"] {
      #expect(try count(table, in: database) > 0, "\(table)")
    }
  }

  @Test func firesNoTriggers() throws {
    let database = try filled(
      """
      CREATE TABLE seen (event text);
      CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO seen VALUES ('row'); RETURN NEW; END $$;
      CREATE FUNCTION see_command() RETURNS event_trigger LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO seen VALUES ('command'); END $$;
      CREATE TABLE a (id int);
      CREATE TRIGGER t1 BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION see();
      CREATE TRIGGER t2 BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION see();
      CREATE TRIGGER t3 BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION see();
      CREATE TABLE p (id int) PARTITION BY LIST (id);
      CREATE TABLE p_1 PARTITION OF p DEFAULT;
      CREATE TRIGGER t4 BEFORE INSERT ON p FOR EACH ROW EXECUTE FUNCTION see();
      ALTER TABLE a ENABLE ALWAYS TRIGGER t2;
      ALTER TABLE a DISABLE TRIGGER t3;
      ALTER TABLE p_1 ENABLE REPLICA TRIGGER t4;
      CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION see_command();
      """)
    #expect(try count("a", in: database) == 4)
    #expect(try database.values("SELECT event FROM seen WHERE event IN ('row', 'command')") == [])
    #expect(
      try database.values(
        "SELECT tgname::text || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname, tgrelid"
      )
        == ["t1O", "t2A", "t3D", "t4O", "t4R"])
  }

  @Test func leavesTheRecordAlone() throws {
    let database = try TestServer.database()
    try database.run(
      Script("CREATE TABLE a (id int)", path: "a.sql"), recording: [.append(RecordEntry("1"))],
      expecting: nil)
    #expect(try database.fill(rowsPerTable: 4) == 4)
    #expect(try database.record()?.count == 1)
  }
}
