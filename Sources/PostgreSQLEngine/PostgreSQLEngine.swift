package import Engine
package import SchemaModel

/// PostgreSQL, as the servers that a project names or as the one that is installed here.
package struct PostgreSQLEngine: Engine {
  package let configuration: PostgreSQLConfiguration
  private let scratchServer: ScratchServer

  package init(_ configuration: PostgreSQLConfiguration) {
    self.configuration = configuration
    scratchServer = ScratchServer(configuration)
  }

  package var dialect: Dialect { .postgresql }

  package var displayName: String {
    scratchServer.version.map { "PostgreSQL \($0 / 10_000)" } ?? "PostgreSQL"
  }

  package var version: String? {
    scratchServer.identity.map {
      "\($0) privileges=\(configuration.comparesPrivileges) owners=\(configuration.comparesOwners)"
    }
  }

  package var rolesMade: [String] { scratchServer.rolesMade }

  package func removeLeftovers() { scratchServer.removeLeftovers() }

  package func openScratch() throws -> any Database {
    let scratch = try scratchServer.makeDatabase()
    return try DatabaseError.translating(scratch.address.display) {
      try PostgreSQLDatabase(
        scratch.address.connect(), path: scratch.address.display, mode: .create, scratch: scratch,
        configuration: configuration, reconnect: scratch.address.connect)
    }
  }

  package func open(_ url: DatabaseURL, mode: OpenMode) throws -> any Database {
    let target = TargetDatabase(url)
    return try PostgreSQLDatabase(
      target.connect(creating: mode == .create), path: url.display, mode: mode,
      configuration: configuration, reconnect: { try target.connect(creating: false) })
  }

  package func exists(_ url: DatabaseURL) throws -> Bool { try TargetDatabase(url).exists() }

  package func drop(_ url: DatabaseURL) throws { try TargetDatabase(url).drop() }

  package func plan(
    from base: Schema, to target: Schema, renames: [Rename], options: PlanOptions
  ) throws -> Plan {
    var options = options
    options.isOnline = options.isOnline || configuration.online
    let reach = reach(from: base, to: target, options)
    return try Planner(
      from: reach?.part(of: base) ?? base, to: reach?.part(of: target) ?? target,
      renames: renames, options: options, renamed: schema(of:after:)
    ).plan()
  }

  /// What of large schemas a plan has to look at; `nil` where that is nearly all, or where a plan
  /// must take nothing for granted.
  private func reach(from base: Schema, to target: Schema, _ options: PlanOptions) -> Reach? {
    guard !options.replacesAllObjects else { return nil }
    return Reach(
      between: base, and: target, scripts: Array(options.backfills.values),
      leavingOut: Reach.worthwhile)
  }

  /// What statements that rename make of a schema.
  private func schema(of base: Schema, after renames: [Statement]) throws -> Schema {
    let scratch = try openScratch()
    let creation = try plan(
      from: Schema(dialect: dialect), to: base, renames: [], options: PlanOptions())
    try scratch.run(Script(creation.text, path: "<base>"))
    try scratch.run(Script(Plan(statements: renames).text, path: "<renames>"))
    return try scratch.schema()
  }

  package func notation(from base: Schema, to target: Schema, renames: [Rename]) -> Notation? {
    let changes = NotationStatements(from: base, to: target, renames: renames)
    guard !changes.statements.isEmpty else { return nil }
    func script(_ statements: [Statement]) -> Script {
      Script(Plan(statements: statements).text, path: "<notation>")
    }
    return Notation(script: script(changes.statements), reversal: script(changes.reversal))
  }

  package func standaloneOpening(isPlain: Bool) -> String {
    isPlain ? "" : StandaloneScript.opening
  }

  package func standaloneText(
    of script: Script, title: String, recording changes: [RecordChange]
  ) -> String {
    StandaloneScript(script: script, title: title, changes: changes).text
  }
}
