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
    try connection.query("SELECT \(ElevatingFunction.name)($1, $2)", [secret, statement])
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
      try connection.execute(
        ElevatingFunction.declaration(digest: rows.first?.first.flatMap(\.self) ?? ""))
    } catch let failure as ServerFailure {
      throw failure
    } catch {
      throw ServerFailure(state: "", message: "the scratch server takes no other session")
    }
  }
}
