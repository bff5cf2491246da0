import SchemaModel
import Testing

@testable import PostgreSQLEngine

/// What belongs to an extension is not the models'.
@Suite struct ExtensionTests {
  /// An extension is given what others bring: none of these is installed everywhere.
  @Test func `What an extension brings, and what hangs on it, is left out`() throws {
    let database = try TestServer.database()
    try database.run(
      """
      CREATE EXTENSION citext;
      CREATE TABLE brought (n integer PRIMARY KEY, m integer);
      CREATE INDEX brought_m ON brought (m);
      CREATE VIEW shown AS SELECT n FROM brought;
      CREATE RULE shown_delete AS ON DELETE TO shown DO INSTEAD NOTHING;
      CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE FUNCTION watched() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
      CREATE TRIGGER note AFTER INSERT ON brought EXECUTE FUNCTION noted();
      CREATE POLICY own ON brought USING (n > 0);
      CREATE STATISTICS spread ON n, m FROM brought;
      CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION watched();
      CREATE OPERATOR FAMILY family USING btree;
      ALTER EXTENSION citext ADD TABLE brought;
      ALTER EXTENSION citext ADD VIEW shown;
      ALTER EXTENSION citext ADD FUNCTION noted();
      ALTER EXTENSION citext ADD FUNCTION watched();
      ALTER EXTENSION citext ADD EVENT TRIGGER watch;
      ALTER EXTENSION citext ADD OPERATOR FAMILY family USING btree;
      CREATE VIEW mine AS SELECT m FROM brought;
      """)
    let schema = try database.schema()
    #expect(schema.tables.isEmpty)
    #expect(schema.objects.map(\.name.spelling).sorted() == ["citext", "mine"])
    let view = ObjectReference(.object(.view), Name(exact: "mine"))
    let needed = ObjectReference(.object(.fileExtension), Name(exact: "citext"))
    #expect(schema.dependencies[view]?.contains(needed) == true)
  }

  @Test func `Triggers of an extension's tables stay as they are while rows are made up`() throws {
    let database = try TestServer.database()
    try database.run(
      """
      CREATE EXTENSION citext;
      CREATE TABLE brought (n integer);
      CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE TRIGGER note AFTER INSERT ON brought EXECUTE FUNCTION noted();
      ALTER EXTENSION citext ADD TABLE brought;
      """)
    #expect(try TriggerPause(connection: database.connection).pausing == "SELECT")
    try database.run(
      "CREATE TABLE mine (n integer); CREATE TRIGGER own AFTER INSERT ON mine EXECUTE FUNCTION noted()"
    )
    #expect(
      try TriggerPause(connection: database.connection).pausing.contains("DISABLE TRIGGER own"))
  }
}
