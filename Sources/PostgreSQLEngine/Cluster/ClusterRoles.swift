/// Who is who on a server of our own.
///
/// Nobody but the superuser may run programs there, or read and write files: the predefined roles that
/// may are gone, so that a script cannot grant them to itself either. Each line is a statement; those
/// that a version does not know fail, and are not missed there.
/// <https://www.postgresql.org/docs/current/predefined-roles.html>
enum ClusterRoles {
  /// What is done once, in any database.
  static let statements =
    """
    CREATE ROLE \(ThrowawayCluster.user) LOGIN CREATEROLE BYPASSRLS
    ALTER ROLE \(ThrowawayCluster.user) SET createrole_self_grant = 'set, inherit'
    GRANT SET ON PARAMETER session_replication_role TO \(ThrowawayCluster.user)
    DELETE FROM pg_authid WHERE rolname IN (\(dangerous))
    """ + "\n"
    + harmless.map { "GRANT \($0) TO \(ThrowawayCluster.user) WITH ADMIN OPTION" }
    .joined(separator: "\n")

  private static let dangerous = """
    'pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files', \
    'pg_create_subscription'
    """

  /// A superuser can grant these, and reads and writes all rows.
  private static let harmless = [
    "pg_read_all_data", "pg_write_all_data", "pg_monitor", "pg_read_all_settings",
    "pg_read_all_stats", "pg_stat_scan_tables", "pg_signal_backend", "pg_checkpoint",
    "pg_maintain", "pg_use_reserved_connections",
  ]

  /// What is done in the database that all others are copies of.
  static let templateStatements = """
    GRANT SELECT ON pg_user_mapping TO \(ThrowawayCluster.user)
    """

  /// The same before version 15, where the schema belongs to the superuser.
  static let oldTemplateStatements = """
    ALTER SCHEMA public OWNER TO \(ThrowawayCluster.user)
    UPDATE pg_init_privs SET initprivs = (SELECT nspacl FROM pg_namespace WHERE oid = objoid) \
    WHERE classoid = 'pg_namespace'::regclass AND objoid = 'public'::regnamespace
    """
}
