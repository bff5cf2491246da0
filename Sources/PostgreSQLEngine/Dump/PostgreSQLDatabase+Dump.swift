package import Engine

extension PostgreSQLDatabase {
  /// The schema as `pg_dump` tells it, on a server of our own where that program is at hand.
  package func dump() throws -> SchemaDump? {
    guard isOnServerOfOurs, configuration.comparesDumps,
      let installation = Installation(searchPath: configuration.environment["PATH"]),
      let program = DumpProgram(installation: installation)
    else { return nil }
    let rows = try DatabaseError.translating("<scratch>") {
      try connection.query(
        "SELECT current_setting('unix_socket_directories'), current_database(), current_user")
    }
    guard let row = rows.first else { return nil }
    let place = zip(["--host", "--dbname", "--username"], row).map { "\($0)=\($1 ?? "")" }
    let options =
      (configuration.comparesOwners ? [] : ["--no-owner"])
      + (configuration.comparesPrivileges ? [] : ["--no-privileges"])
    return program.run(
      ["--schema-only", "--no-password", "--port=5432", "--exclude-table=\(RecordTable.name)"]
        + options + place
    ).map(DumpText.dump)
  }
}
