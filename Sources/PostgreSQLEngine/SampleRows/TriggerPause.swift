/// The triggers that made-up rows must not fire, since they may do anything.
///
/// Those of foreign keys are the server's own and stay on, and an extension's tables get no rows.
/// While the triggers are switched, event triggers are off, which an ordinary session is not allowed
/// to do: then nothing is switched that they could see.
struct TriggerPause {
  private let triggers: [(table: String, name: String, state: String)]
  private let mayChangeRole: Bool

  init(connection: Connection) throws(ServerFailure) {
    let results = try connection.execute(
      """
      SELECT format('%I.%I', n.nspname, c.relname), quote_ident(t.tgname), t.tgenabled
      FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND c.relkind IN ('r', 'p')
        AND \(CatalogQuery.isNoMember("pg_class", "c.oid"))
      ORDER BY 1, 2;
      \(Self.question(connection.serverVersion))
      """)
    triggers = results[0].map { ($0[0] ?? "", $0[1] ?? "", $0[2] ?? "") }
    mayChangeRole = results[1].first?.first == "t"
  }

  /// Since version 15 who is no superuser can be allowed a parameter.
  private static func question(_ version: Int) -> String {
    version >= 150_000
      ? "SELECT has_parameter_privilege('session_replication_role', 'SET')"
      : "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
  }

  var pausing: String {
    quietly(triggers.map { "ALTER TABLE ONLY \($0.table) DISABLE TRIGGER \($0.name)" })
  }

  /// Brings each trigger back to what it was.
  var resuming: String {
    quietly(
      triggers.map { trigger in
        let mode = ["A": "ALWAYS ", "R": "REPLICA "][trigger.state] ?? ""
        return "ALTER TABLE ONLY \(trigger.table) ENABLE \(mode)TRIGGER \(trigger.name)"
      })
  }

  private func quietly(_ statements: [String]) -> String {
    guard !statements.isEmpty else { return "SELECT" }
    let text = statements.joined(separator: ";")
    return mayChangeRole
      ? "SET LOCAL session_replication_role = replica;\(text);"
        + "SET LOCAL session_replication_role = origin" : text
  }
}
