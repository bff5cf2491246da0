import Engine
import FoundationEssentials
import Glibc
import SchemaModel
import Testing

@testable import PostgreSQLEngine

/// Models and revisions of any branch are run on a server of our own, and must not get out of it.
@Suite struct ConfinementTests {
  private static let secrets = "/etc/passwd"

  /// A function that runs a program, and has not when it is made.
  private static let hostile = """
    CREATE FUNCTION evil() RETURNS integer LANGUAGE plpgsql AS $$BEGIN
      EXECUTE 'COPY (SELECT 1) TO PROGRAM ''touch MARK''';
      RETURN 1; END$$;
    CREATE FUNCTION evil_event() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN
      IF current_user <> 'postgres' THEN PERFORM evil(); END IF; END$$;
    CREATE FUNCTION evil_validator(text[], oid) RETURNS void LANGUAGE plpgsql AS
      $$BEGIN PERFORM evil(); END$$;
    CREATE ROLE other;
    CREATE TABLE t (n integer);

    """

  /// Runs a script after the hostile functions have been made.
  ///
  /// - Returns: why it failed, and whether a program has run.
  private func outcome(
    _ sql: String, isTransactional: Bool, then: (any Database) throws -> Void = { _ in }
  ) throws -> (failure: StatementFailure?, hasRun: Bool) {
    let mark = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString)"
    let engine = PostgreSQLEngine(TestServer.configuration)
    let database = try engine.openScratch()
    let text = (Self.hostile + sql).replacing("MARK", with: mark)
    let script = Script(
      text, path: "a.sql", options: ScriptOptions(isTransactional: isTransactional))
    do {
      try database.run(script)
      try then(database)
    } catch DatabaseError.statementFailed(let failure) {
      return (failure, access(mark, F_OK) == 0)
    }
    return (nil, access(mark, F_OK) == 0)
  }

  @Test(
    arguments: [
      "COPY t TO PROGRAM 'touch MARK'", "COPY t FROM PROGRAM 'touch MARK'", "SELECT evil()",
      "DO $$BEGIN PERFORM evil(); END$$", "COPY t FROM '\(secrets)'", "COPY t TO 'MARK'",
      "SELECT pg_read_file('\(secrets)')", "SELECT pg_ls_dir('/')",
      "SELECT lo_import('\(secrets)')",
      "CREATE FUNCTION f() RETURNS integer LANGUAGE c AS 'MARK', 'f'",
      "CREATE FUNCTION f(text) RETURNS text LANGUAGE internal AS 'pg_read_file_all'",
      "GRANT pg_execute_server_program TO postgres", "GRANT pg_read_server_files TO other",
      "DO $$BEGIN GRANT pg_write_server_files TO postgres; END$$", "LOAD 'MARK'",
      "SET session_preload_libraries = 'MARK'", "ALTER SYSTEM SET archive_command = 'touch MARK'",
      "ALTER ROLE ALL SET session_preload_libraries = 'MARK'",
      "SET SESSION AUTHORIZATION git_migrate", "SET ROLE git_migrate", "GRANT git_migrate TO other",
      "RESET SESSION AUTHORIZATION; RESET ROLE; SELECT evil()", "SET ROLE NONE; SELECT evil()",
      "CREATE ROLE boss SUPERUSER", "ALTER ROLE postgres SUPERUSER",
      "CREATE USER boss BYPASSRLS SUPERUSER ROLE postgres", "CREATE ROLE copier REPLICATION",
      "CREATE ROLE e BYPASSRLS IN ROLE git_migrate", "ALTER GROUP git_migrate ADD USER other",
      "ALTER ROLE git_migrate RENAME TO x", "ALTER ROLE git_migrate NOSUPERUSER",
      "ALTER FUNCTION pg_read_file(text) OWNER TO other",
      "ALTER FUNCTION pg_catalog.lo_import(text) OWNER TO postgres",
      "ALTER SCHEMA pg_catalog OWNER TO other", "ALTER FUNCTION evil() OWNER TO git_migrate",
      "ALTER FUNCTION evil() SECURITY DEFINER; ALTER FUNCTION evil() OWNER TO \"git_migrate\"",
      "ALTER TABLE t ADD COLUMN m integer DEFAULT evil(), OWNER TO other; SELECT evil()",
      "ALTER FUNCTION pg_read_file(text) SECURITY DEFINER LEAKPROOF",
      "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION evil_event(); "
        + "ALTER EVENT TRIGGER e ENABLE ALWAYS; CREATE EXTENSION citext",
      "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION evil_event(); "
        + "ALTER EVENT TRIGGER e ENABLE REPLICA; ALTER TABLE t OWNER TO other",
      "CREATE FOREIGN DATA WRAPPER w VALIDATOR evil_validator OPTIONS (a 'b')",
      "CREATE FOREIGN DATA WRAPPER w OPTIONS (a 'b') VALIDATOR public.evil_validator",
      "CREATE EXTENSION file_fdw; CREATE SERVER s FOREIGN DATA WRAPPER file_fdw; "
        + "CREATE FOREIGN TABLE f (l text) SERVER s OPTIONS (filename '\(secrets)')",
      "CREATE EXTENSION file_fdw; CREATE SERVER s FOREIGN DATA WRAPPER file_fdw; "
        + "CREATE FOREIGN TABLE f (l text) SERVER s OPTIONS (program 'touch MARK'); TABLE f",
      "CREATE EXTENSION adminpack; SELECT pg_file_write('MARK', 'x', false)",
      "CREATE EXTENSION dblink; SELECT dblink_connect_u('c', 'user=git_migrate dbname=template1')",
      "CREATE EXTENSION dblink; SELECT dblink_exec('user=git_migrate host=' || split_part("
        + "current_setting('unix_socket_directories'), ',', 1) || ' dbname=' || current_database(), "
        + "'COPY (SELECT 1) TO PROGRAM ''touch MARK''')",
      "CREATE EXTENSION dblink; ALTER FUNCTION dblink_connect_u(text) OWNER TO other",
      "CREATE CAST (text AS numeric) WITHOUT FUNCTION",
      "CREATE CAST (bytea AS tsvector) WITHOUT FUNCTION",
      "CREATE SUBSCRIPTION s CONNECTION 'host=localhost' PUBLICATION p WITH (connect = false)",
      "CREATE TRUSTED LANGUAGE l HANDLER plpgsql_call_handler; SELECT evil()",
      "COMMENT ON EXTENSION plpgsql IS 'a'; COPY t TO PROGRAM 'touch MARK'",
      "SET standard_conforming_strings = off; COMMENT ON EXTENSION plpgsql IS 'a\\'; COPY t TO PROGRAM "
        + "''touch MARK''; --'; SELECT evil()",
    ], [true, false])
  func `What gets out of the server is refused`(sql: String, isTransactional: Bool) throws {
    let (failure, hasRun) = try outcome(sql, isTransactional: isTransactional)
    #expect(failure != nil)
    #expect(!hasRun)
  }

  @Test func `The function that has more rights does nothing without the secret`() throws {
    let statements = [
      "SELECT pg_catalog.git_migrate_elevate('', 'SELECT evil()')",
      "SELECT pg_catalog.git_migrate_elevate(NULL, 'SELECT evil()')",
    ]
    for statement in statements {
      let (failure, hasRun) = try outcome(
        "CREATE EXTENSION citext; \(statement)", isTransactional: true)
      #expect(failure?.engine == "PostgreSQL (42501)")
      #expect(!hasRun)
    }
  }

  @Test func `What a script has made does not run with more rights`() throws {
    let scripts = [
      // An event trigger on a statement for superusers.
      "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION evil_event(); CREATE EXTENSION citext",
      "CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION evil_event(); CREATE EXTENSION citext; "
        + "DROP EXTENSION citext",
      // Functions and operators that stand before the system's.
      """
      CREATE SCHEMA s; CREATE FUNCTION s.format(text, name) RETURNS text LANGUAGE sql AS
        'SELECT evil()::text'; CREATE FUNCTION s.count() RETURNS bigint LANGUAGE sql AS 'SELECT evil()';
      SET search_path = s, public, pg_catalog; ALTER TABLE public.t OWNER TO other
      """,
    ]
    for script in scripts {
      let (failure, hasRun) = try outcome(script, isTransactional: true)
      #expect(failure == nil, "\(script): \(String(describing: failure))")
      #expect(!hasRun)
    }
  }

  @Test func `Made-up rows and the reading of rows have no more rights`() throws {
    let script = """
      CREATE TABLE u (id integer PRIMARY KEY, m integer DEFAULT evil(), CHECK (evil() > id));
      CREATE DOMAIN d AS integer CHECK (evil() > VALUE);
      CREATE TABLE v (id d, g integer GENERATED ALWAYS AS (1) STORED);
      CREATE VIEW w AS SELECT evil() AS e
      """
    let (failure, hasRun) = try outcome(script, isTransactional: true) { database in
      _ = try database.fill(rowsPerTable: 3)
      _ = try database.schema()
      _ = try database.dump()
      _ = try? database.rows(of: [Name(exact: "e")], in: Name(exact: "w"))
    }
    #expect(failure == nil, "\(String(describing: failure))")
    #expect(!hasRun)
  }

  @Test(
    arguments: [
      "CREATE EXTENSION dblink; COMMENT ON EXTENSION dblink IS 'links'; DROP EXTENSION dblink",
      "CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog; COMMENT ON EXTENSION plpgsql IS "
        + "'PL/pgSQL procedural language'",
      "CREATE EXTENSION postgres_fdw; CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw; "
        + "GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO other; "
        + "CREATE USER MAPPING FOR other SERVER s OPTIONS (user 'u', password 'p'); "
        + "CREATE FOREIGN TABLE f (n integer) SERVER s; ALTER SERVER s OWNER TO other",
      "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION evil_event(); "
        + "ALTER EVENT TRIGGER e DISABLE; COMMENT ON EVENT TRIGGER e IS 'x'; DROP EVENT TRIGGER e",
      "CREATE OPERATOR FAMILY f USING btree; CREATE OPERATOR CLASS c FOR TYPE integer USING btree "
        + "FAMILY f AS OPERATOR 1 <, OPERATOR 3 =, FUNCTION 1 btint4cmp(integer, integer); "
        + "CREATE INDEX i ON t (n c); DROP INDEX i; DROP OPERATOR CLASS c USING btree",
      "CREATE PUBLICATION p FOR ALL TABLES; ALTER PUBLICATION p SET (publish = 'insert')",
      "CREATE PUBLICATION q FOR TABLE t; ALTER PUBLICATION q ADD TABLES IN SCHEMA public",
      "CREATE FOREIGN DATA WRAPPER w OPTIONS (debug 'true'); CREATE SERVER s FOREIGN DATA WRAPPER w; "
        + "DROP FOREIGN DATA WRAPPER w CASCADE",
      "CREATE ROLE b BYPASSRLS; ALTER ROLE b WITH NOSUPERUSER NOREPLICATION LOGIN; DROP ROLE b",
      "CREATE ROLE a; CREATE ROLE c IN ROLE a; GRANT c TO other; SET ROLE c; RESET ROLE; "
        + "SET SESSION AUTHORIZATION 'c'; RESET SESSION AUTHORIZATION",
      "CREATE SCHEMA s AUTHORIZATION other; CREATE TABLE s.u (id integer); "
        + "ALTER TABLE s.u OWNER TO other; ALTER TABLE s.u ADD COLUMN m text; "
        + "CREATE INDEX ON s.u (id); ALTER TABLE s.u OWNER TO CURRENT_USER",
      "ALTER FUNCTION evil() OWNER TO other; ALTER SCHEMA public OWNER TO other; DROP FUNCTION evil()",
      "ALTER DEFAULT PRIVILEGES FOR ROLE other GRANT SELECT ON TABLES TO PUBLIC",
      "DO $$BEGIN CREATE ROLE later; ALTER TABLE t OWNER TO postgres; END$$; "
        + "ALTER TABLE t OWNER TO later; DROP TABLE t",
      "ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY; INSERT INTO t VALUES (1)",
      "REVOKE ALL ON t FROM postgres; INSERT INTO t VALUES (1); TABLE t",
      "CREATE CAST (json AS character varying) WITHOUT FUNCTION; "
        + "COMMENT ON CAST (json AS character varying) IS 'x'; "
        + "DROP CAST (json AS character varying); CREATE CAST (text AS json) WITH INOUT; "
        + "DROP CAST (text AS json)",
      "SET session_replication_role = replica; SET session_replication_role = DEFAULT",
      "CREATE FUNCTION one(n integer) RETURNS integer LANGUAGE sql LEAKPROOF IMMUTABLE AS 'SELECT 1'; "
        + "CREATE OR REPLACE FUNCTION one(n integer) RETURNS integer LEAKPROOF LANGUAGE sql AS "
        + "'SELECT 2'; ALTER FUNCTION one(integer) NOT LEAKPROOF; "
        + "ALTER FUNCTION one(integer) LEAKPROOF",
      "REVOKE ALL ON SCHEMA public FROM PUBLIC; COMMENT ON SCHEMA public IS 'ours'; "
        + "DROP SCHEMA public CASCADE; CREATE SCHEMA public",
      "REASSIGN OWNED BY other TO postgres; DROP OWNED BY other; DROP ROLE other",
    ], [true, false])
  func `What models say as a superuser runs as before`(sql: String, isTransactional: Bool) throws {
    let (failure, _) = try outcome(sql, isTransactional: isTransactional) { database in
      _ = try database.schema()
      _ = try database.fill(rowsPerTable: 2)
    }
    #expect(failure == nil, "\(String(describing: failure))")
  }

  @Test func `A leakproof function is one`() throws {
    let database = try TestServer.database()
    try database.run(
      "CREATE FUNCTION one() RETURNS integer LANGUAGE sql LEAKPROOF AS 'SELECT 1 /* LEAKPROOF */'")
    #expect(try database.value("SELECT proleakproof FROM pg_proc WHERE proname = 'one'") == "t")
  }

  @Test func `Scripts run as one who is no superuser`() throws {
    let database = try TestServer.database()
    #expect(try database.value("SELECT current_user") == "postgres")
    #expect(try database.value("SELECT usesuper FROM pg_user WHERE usename = user") == "f")
  }
}
