/// The function of a scratch database that runs a statement as a superuser where the secret is right.
///
/// Event triggers, which are a script's own, do not fire on it. Whatever a statement has made that only
/// its owner may change belongs to the scripts' role afterwards. The search path is the caller's, whose
/// names the statement has: all else is written out, so that nothing of a script stands in its place.
enum ElevatingFunction {
  static let name = "pg_catalog.git_migrate_elevate"

  /// - Parameter digest: of the secret, in hexadecimal.
  static func declaration(digest: String) -> String {
    """
    CREATE FUNCTION \(name)(secret pg_catalog.text, statement pg_catalog.text)
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
      \(refusingTriggers)
      \(joiningRoles)
      IF statement IS NULL THEN
        RETURN;
      END IF;
      EXECUTE statement;
      \(refusingSuperusers)
      \(reowning)
    END
    $body$
    """
  }

  private static let refusingTriggers = """
    IF EXISTS (SELECT FROM pg_catalog.pg_event_trigger e WHERE e.evtenabled
      OPERATOR(pg_catalog.=) 'A' OR e.evtenabled OPERATOR(pg_catalog.=) 'R') THEN
      RAISE EXCEPTION 'permission denied beside an event trigger that is always enabled'
        USING ERRCODE = '42501';
    END IF;
    """

  /// Two scripts may grant the same membership at the same moment.
  private static let joiningRoles = """
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
    """

  /// What code runs with a superuser's rights, or loads more of it, belongs to nobody else.
  private static let refusingSuperusers = """
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
          AND p.proowner OPERATOR(pg_catalog.<>) 10::pg_catalog.oid) THEN
      RAISE EXCEPTION 'permission denied to make a superuser of a role' USING ERRCODE = '42501';
    END IF;
    """

  private static let reowning = [
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
