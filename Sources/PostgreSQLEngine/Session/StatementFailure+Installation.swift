internal import Engine

extension StatementFailure {
  /// The refusal of an extension that the server revisions are tried on has not, with how it gets there.
  var sayingWhatToInstall: StatementFailure {
    guard let name = unavailableExtension else { return self }
    var failure = self
    let package = Self.packages[name].map { " (Debian: postgresql-<version>-\($0))" } ?? ""
    failure.hint = """
      Install it\(package) beside the server that models are tried on, or name a server that has it:
        git config migrate.postgresql.scratchUrl postgresql://<user>@<host>/<database>
      """
    return failure
  }

  /// The name in `extension "vector" is not available`; before PostgreSQL 15 the reason names a file.
  private var unavailableExtension: String? {
    let words = (start: "extension \"", end: "\" is not available")
    if reason.hasPrefix(words.start), reason.hasSuffix(words.end) {
      return String(reason.dropFirst(words.start.count).dropLast(words.end.count))
    }
    guard reason.hasPrefix("could not open extension control file") else { return nil }
    let path = reason.split(separator: "\"").dropFirst().first ?? ""
    let file = path.split(separator: "/").last ?? ""
    return file.hasSuffix(".control") ? String(file.dropLast(".control".count)) : nil
  }

  /// The last part of the names of Debian's packages.
  private static let packages = [
    "hll": "hll", "ip4r": "ip4r", "pg_cron": "cron", "pgrouting": "pgrouting",
    "postgis": "postgis-3", "postgis_raster": "postgis-3", "rum": "rum", "vector": "pgvector",
  ]
}
