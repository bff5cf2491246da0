package import Confinement
package import Engine

/// What a project or a person asks of the engine for PostgreSQL.
package struct PostgreSQLConfiguration: Sendable {
  /// The server on which scratch databases are made; `nil` means one of our own.
  package var scratchURL: DatabaseURL?
  /// Where the files for the next start of a server of our own are kept; `nil` where nothing is.
  package var cacheDirectory: String?
  /// Where notes lie of what is on the server for as long as a command runs.
  package var notesFolder: String?
  package var environment: [String: String]
  /// The words that run a server of our own confined; none where it is not.
  package var confining: @Sendable (ConfinementRules) -> [String] = Confinement.command(_:)
  package var comparesPrivileges: Bool
  package var comparesOwners: Bool
  /// Whether a schema is told by `pg_dump` too.
  package var comparesDumps: Bool
  /// Write plans that hold no lock for long.
  package var online: Bool
  /// How long another session that runs revisions is waited for.
  package var patience: Duration

  package init(
    environment: [String: String], scratchURL: DatabaseURL? = nil, cacheDirectory: String? = nil,
    comparesPrivileges: Bool = false, comparesOwners: Bool = false, comparesDumps: Bool = true,
    online: Bool = false,
    patience: Duration = .seconds(60)
  ) {
    self.environment = environment
    self.scratchURL = scratchURL
    self.cacheDirectory = cacheDirectory ?? Self.cacheDirectory(in: environment)
    self.comparesPrivileges = comparesPrivileges
    self.comparesOwners = comparesOwners
    self.comparesDumps = comparesDumps
    self.online = online
    self.patience = patience
  }

  /// In the user's cache directory; `nil` where the user has none, since what lies in a folder that
  /// all may write to is run.
  ///
  /// https://specifications.freedesktop.org/basedir-spec/latest/
  private static func cacheDirectory(in environment: [String: String]) -> String? {
    func variable(_ name: String) -> String? {
      environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    let caches = variable("XDG_CACHE_HOME") ?? variable("HOME").map { "\($0)/.cache" }
    return caches.map { "\($0)/git-migrate" }
  }
}
