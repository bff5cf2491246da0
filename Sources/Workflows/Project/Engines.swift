package import Engine
internal import GitRepository
internal import ModelProviders
internal import PostgreSQLEngine
internal import SQLiteEngine
package import SchemaModel

/// The engines, set up as the configuration says; a new engine is a line here.
struct Engines: Sendable {
  private let all: [any Engine]

  /// - Throws: `DatabaseError` or `GitError` where a setting cannot be read.
  init(
    configuration: Configuration, environment: [String: String], notesFolder: String?
  ) throws {
    func isOn(_ key: String) throws -> Bool {
      try configuration.bool("migrate.postgresql.\(key)") ?? false
    }
    var postgreSQL = PostgreSQLConfiguration(
      environment: environment, scratchURL: try Self.scratchURL(in: configuration),
      comparesPrivileges: try isOn("privileges"), comparesOwners: try isOn("owners"),
      comparesDumps: try configuration.bool("migrate.postgresql.pgDump") ?? true,
      online: try isOn("online"))
    postgreSQL.notesFolder = notesFolder
    if try configuration.bool("migrate.confine") == false { postgreSQL.confining = { _ in [] } }
    all = [SQLiteEngine(), PostgreSQLEngine(postgreSQL)]
  }

  /// Removes what earlier runs that were killed have left on servers.
  func removeLeftovers() {
    for engine in all { engine.removeLeftovers() }
  }

  private static func scratchURL(in configuration: Configuration) throws -> DatabaseURL? {
    let key = "migrate.postgresql.scratchUrl"
    guard let text = configuration.string(key) else { return nil }
    let url = try DatabaseURL(text)
    guard url.dialect == .postgresql else {
      throw GitError.configurationValue(key: key, value: text)
    }
    return url
  }

  subscript(dialect: Dialect) -> any Engine {
    guard let engine = all.first(where: { $0.dialect == dialect }) else {
      preconditionFailure("there is an engine for each dialect")
    }
    return engine
  }
}

extension Project {
  /// What of the notes on models is news: that grants are left out is none where the configuration
  /// says whether they are.
  func notable(_ notes: [ModelNote]) -> [ModelNote] {
    let isSaid = configuration.string("migrate.postgresql.privileges") != nil
    return notes.uniqued().filter { note in
      if case .grants = note { !isSaid } else { true }
    }
  }

  /// The engine of a dialect, the same one throughout a command.
  package func engine(for dialect: Dialect) -> any Engine { engines[dialect] }

  /// The engines of the working tree's dialects.
  func workingTreeEngines() throws -> [any Engine] {
    try settings(of: workingTree).dialects.map { engine(for: $0) }
  }

  /// What builds snapshots in a dialect and keeps them in the repository, where there is one.
  func builder(for dialect: Dialect) -> SnapshotBuilder {
    let cache = repository.map { SnapshotCache(commonDirectory: $0.commonDirectory) }
    var builder = SnapshotBuilder(engine: engine(for: dialect), cache: cache)
    builder.sharedModels = sharedModels(for: dialect)
    builder.permitPrograms = { try self.permitPrograms(of: $0) }
    return builder
  }

  private func sharedModels(for dialect: Dialect) -> SharedModels? {
    guard let settings = try? Settings(configuration), settings.provider == .sql,
      settings.dialects.count > 1, !settings.hasOwnModels(dialect)
    else { return nil }
    let inFile = ProjectName(folder: "", subsection: name.subsection)
    return SharedModels(
      dialects: settings.dialects, dialect: dialect, path: name.configurationPath,
      key: inFile.key("migrate.models.\(dialect.rawValue)"))
  }
}
