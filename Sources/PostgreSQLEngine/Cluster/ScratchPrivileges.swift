internal import Engine

/// What a session with a scratch database on a server of our own may do beyond its role's rights.
///
/// Models and revisions of any branch are run there, so that they must be data: their role is no
/// superuser, and nobody there may run programs or read and write files. Statements that only a
/// superuser may run, though they can do neither (``ScriptStatement/rights``), are handed to a function
/// that does. It asks for a secret, which is nowhere on the server: what a script calls cannot use it.
final class ScratchPrivileges {
  /// The scratch database, for the superuser.
  private let address: ServerAddress
  private let secret: String
  private var isReady = false

  init(_ address: ServerAddress) {
    self.address = address
    var generator = SystemRandomNumberGenerator()
    secret = (0..<2).map { _ in String(generator.next(), radix: 36) }.joined(separator: "-")
  }

  /// Runs a statement of a script, in the transaction that is open.
  func run(_ statement: ScriptStatement, on connection: Connection) throws(ServerFailure) {
    switch statement.rights {
    case .own:
      try connection.execute(statement.text)
    case .ofAllRoles:
      if try hasOtherRoles(connection) { try call(nil, on: connection) }
      try connection.execute(statement.asMember)
    case .ofLeakproofFunction(let name):
      try makeLeakproof(statement, name, on: connection)
    case .elevated:
      try call(statement.text, on: connection)
    }
  }

  /// Makes the function without the word, and adds that then.
  private func makeLeakproof(
    _ statement: ScriptStatement, _ name: String, on connection: Connection
  ) throws(ServerFailure) {
    guard let text = StatementScanner.text(of: statement.text, without: "LEAKPROOF") else {
      try connection.execute(statement.text)
      return
    }
    try connection.execute(text)
    let rows = try connection.query(
      """
      SELECT p.oid::pg_catalog.regprocedure FROM pg_catalog.pg_proc p WHERE p.proname = $1
      ORDER BY pg_catalog.age(p.xmin), p.cmin::pg_catalog.text::pg_catalog.int8 DESC LIMIT 1
      """, [name])
    let addition = "ALTER FUNCTION \(rows.first?.first.flatMap(\.self) ?? "") LEAKPROOF"
    guard let only = StatementScanner.statements(of: addition).first, only.rights == .elevated
    else { return }
    try call(only.text, on: connection)
  }

  private func hasOtherRoles(_ connection: Connection) throws(ServerFailure) -> Bool {
    try !connection.query(
      """
      SELECT 1 FROM pg_roles WHERE NOT rolsuper AND NOT starts_with(rolname, 'pg_')
        AND NOT pg_has_role(session_user, oid, 'MEMBER') LIMIT 1
      """
    ).isEmpty
  }

  private func call(_ statement: String?, on connection: Connection) throws(ServerFailure) {
    if !isReady { try makeFunction() }
    isReady = true
    try connection.query("SELECT \(Self.function)($1, $2)", [secret, statement])
  }

  private func makeFunction() throws(ServerFailure) {
    do {
      let connection = try address.connect()
      // Nothing that a script has set for the database may decide what the text means.
      try connection.execute(
        "SET search_path = pg_catalog; SET standard_conforming_strings = on; "
          + "SET session_replication_role = replica; SET check_function_bodies = off")
      let rows = try connection.query(
        "SELECT pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to($1, 'UTF8')), 'hex')",
        [secret])
      try connection.execute(Self.declaration(digest: rows.first?.first.flatMap(\.self) ?? ""))
    } catch let failure as ServerFailure {
      throw failure
    } catch {
      throw ServerFailure(state: "", message: "the scratch server takes no other session")
    }
  }

  private static let function = "pg_catalog.git_migrate_elevate"

  /// The function, which runs a statement as a superuser where the secret is right.
  ///
  /// Event triggers, which are a script's own, do not fire on it. Whatever a statement has made that
  /// only its owner may change belongs to the scripts' role afterwards.
  /// The search path is the caller's, whose names the statement has: all else is written out.
  private static func declaration(digest: String) -> String {
    """
    CREATE FUNCTION \(function)(secret pg_catalog.text, statement pg_catalog.text)
    RETURNS pg_catalog.void LANGUAGE plpgsql SECURITY DEFINER
    SET session_replication_role = replica AS $body$
    DECLARE
      role pg_catalog.name;
      owner pg_catalog.oid;
    BEGIN
      IF secret IS NULL OR pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(
        secret, 'UTF8')), 'hex') OPERATOR(pg_catalog.<>) '\(digest)' THEN
        RAISE EXCEPTION 'permission denied' USING ERRCODE = '42501';
      END IF;
      IF EXISTS (SELECT FROM pg_catalog.pg_event_trigger e WHERE e.evtenabled
        OPERATOR(pg_catalog.=) 'A' OR e.evtenabled OPERATOR(pg_catalog.=) 'R') THEN
        RAISE EXCEPTION 'permission denied beside an event trigger that is always enabled'
          USING ERRCODE = '42501';
      END IF;
      SELECT r.oid INTO owner FROM pg_catalog.pg_authid r
        WHERE r.rolname OPERATOR(pg_catalog.=) '\(ThrowawayCluster.user)'::pg_catalog.name;
      FOR role IN SELECT r.rolname FROM pg_catalog.pg_authid r WHERE NOT r.rolsuper
        AND NOT pg_catalog.starts_with(r.rolname::pg_catalog.text, 'pg_')
        AND NOT pg_catalog.pg_has_role(owner, r.oid, 'MEMBER'::pg_catalog.text)
      LOOP
        BEGIN
          EXECUTE pg_catalog.format(
            'GRANT %I TO \(ThrowawayCluster.user) WITH ADMIN OPTION', role);
        EXCEPTION WHEN OTHERS THEN
          NULL;
        END;
      END LOOP;
      IF statement IS NULL THEN
        RETURN;
      END IF;
      EXECUTE statement;
      IF (SELECT pg_catalog.count(*) FROM pg_catalog.pg_authid r WHERE r.rolsuper)
          OPERATOR(pg_catalog.<>) 1::pg_catalog.int8
        OR EXISTS (SELECT FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_authid r
          ON r.oid OPERATOR(pg_catalog.=) m.roleid WHERE r.rolsuper)
        OR EXISTS (SELECT FROM pg_catalog.pg_namespace n
          WHERE n.nspname OPERATOR(pg_catalog.=) 'pg_catalog'::pg_catalog.name
            AND n.nspowner OPERATOR(pg_catalog.<>) 10::pg_catalog.oid)
        OR EXISTS (SELECT FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_language l
            ON l.oid OPERATOR(pg_catalog.=) p.prolang
          WHERE NOT l.lanpltrusted AND p.prokind OPERATOR(pg_catalog.<>) 'a'
            AND l.lanname OPERATOR(pg_catalog.<>) 'sql'::pg_catalog.name
            AND p.proowner OPERATOR(pg_catalog.<>) 10::pg_catalog.oid) THEN
        RAISE EXCEPTION 'permission denied to make a superuser of a role'
          USING ERRCODE = '42501';
      END IF;
      \(reowning)
    END
    $body$
    """
  }

  private static var reowning: String {
    [
      ("pg_opclass", "opcowner"), ("pg_opfamily", "opfowner"), ("pg_publication", "pubowner"),
      ("pg_event_trigger", "evtowner"), ("pg_foreign_data_wrapper", "fdwowner"),
      ("pg_extension", "extowner"),
    ].map { catalog, column in
      """
      UPDATE pg_catalog.\(catalog) AS x SET \(column) = owner
        WHERE x.\(column) OPERATOR(pg_catalog.=) 10::pg_catalog.oid
          AND x.oid OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid;
      """
    }.joined(separator: "\n")
  }
}
