internal import Files
package import GitRepository
package import ModelProviders
package import SchemaModel

/// What a tree's configuration says, checked.
package struct Settings: Hashable, Sendable {
  package var provider: ProviderSuggestion.Kind
  /// What the provider needs: paths, modules, or nothing.
  private var models: [String]
  /// What it needs in one dialect, where that is something else.
  private var dialectModels: [Dialect: [String]]
  /// The program whose migrations are the models, where files of SQL are that.
  package var layout: SQLLayout?
  /// The migrations of Django, or their applications, whose SQL is part of the schema.
  package var djangoSQL: [String]
  /// The program that prints DDL, for the provider of that name.
  package var command: String?
  package var dialects: [Dialect]
  /// The folder of the revision files, relative to the tree's root.
  package var versions: String
  package var changesInPlace: Bool

  package static let defaultVersions = "migrations/versions"

  /// - Throws: ``SettingsError``, or `GitError` where a value is no boolean.
  package init(_ configuration: Configuration) throws {
    let provider = try Self.provider(in: configuration)
    self.provider = provider
    models = try Self.models("migrate.models", provider, in: configuration)
    layout = try Self.layout(in: configuration)
    djangoSQL = configuration.strings("migrate.django.runSql")
    command = configuration.string("migrate.command")
    dialects = try Self.dialects(in: configuration)
    dialectModels = try Self.dialectModels(dialects, provider, in: configuration)
    versions = try Self.versions(in: configuration)
    changesInPlace = try configuration.bool("migrate.sqlite.inPlace") ?? false
    if provider == .command, command == nil {
      throw SettingsError.missing("migrate.command", in: configuration)
    }
    let hasModels = dialects.allSatisfy { !models(for: $0).isEmpty }
    if provider != .command, !hasModels {
      throw SettingsError.missing("migrate.models", in: configuration)
    }
  }

  /// Files of SQL say themselves what they are.
  private static func provider(
    in configuration: Configuration
  ) throws -> ProviderSuggestion.Kind {
    if let name = configuration.string("migrate.provider") {
      guard let provider = ProviderSuggestion.Kind(rawValue: name) else {
        throw SettingsError.unknownProvider(name)
      }
      return provider
    }
    let models = configuration.strings("migrate.models")
    guard !models.isEmpty, models.allSatisfy({ $0.hasSuffix(".sql") }) else {
      throw SettingsError.notConfigured
    }
    return .sql
  }

  private static func layout(in configuration: Configuration) throws -> SQLLayout? {
    try configuration.string("migrate.layout").map { name in
      guard let layout = SQLLayout(rawValue: name) else { throw SettingsError.unknownLayout(name) }
      return layout
    }
  }

  /// What the provider needs for a dialect; `nil` for what it needs for any.
  package func models(for dialect: Dialect?) -> [String] {
    guard let dialect else {
      return models + dialects.flatMap { dialectModels[$0] ?? [] }
    }
    return dialectModels[dialect] ?? models
  }

  /// Whether a dialect has models that are named for it alone.
  func hasOwnModels(_ dialect: Dialect) -> Bool { dialectModels[dialect] != nil }

  /// `migrate.models.postgresql`, and so on.
  private static func dialectModels(
    _ dialects: [Dialect], _ provider: ProviderSuggestion.Kind, in configuration: Configuration
  ) throws -> [Dialect: [String]] {
    var models: [Dialect: [String]] = [:]
    for dialect in dialects {
      let key = "migrate.models.\(dialect.rawValue)"
      let values = try Self.models(key, provider, in: configuration)
      if !values.isEmpty { models[dialect] = values }
    }
    return models
  }

  /// Files of SQL lie in the tree, and modules are imported from the project's folder.
  private static func models(
    _ key: String, _ provider: ProviderSuggestion.Kind, in configuration: Configuration
  ) throws -> [String] {
    let project = configuration.project
    let values = configuration.strings(key)
    switch provider {
    case .command: return values
    case .sqlalchemy, .django: return values.map(project.path)
    case .sql:
      return try values.map { value in
        guard let path = project.normalized(value) else { throw SettingsError.outside(key, value) }
        return path.isEmpty ? "." : path
      }
    }
  }

  /// The folder of the revision files, relative to the root of the work tree.
  ///
  /// - Throws: ``SettingsError/outside(_:_:)``.
  package static func versions(in configuration: Configuration) throws -> String {
    let key = "migrate.versions"
    guard let value = configuration.string(key) else {
      return configuration.project.path(defaultVersions(of: configuration.project))
    }
    guard let path = configuration.project.normalized(value), !path.isEmpty else {
      throw SettingsError.outside(key, value)
    }
    return path
  }

  /// The folder of the revision files where nothing is said of it, as the project's folder sees it.
  package static func defaultVersions(of project: ProjectName) -> String {
    guard let subsection = project.subsection else { return defaultVersions }
    return "migrations/\(subsection.dropFirst(ProjectName.databasePrefix.count))/versions"
  }

  /// - Throws: ``SettingsError/unknownDialect(_:)``.
  static func dialects(in configuration: Configuration) throws -> [Dialect] {
    let names = configuration.strings("migrate.dialect")
    return try (names.isEmpty ? ["sqlite"] : names).map { name in
      guard let dialect = Dialect(rawValue: name) else { throw SettingsError.unknownDialect(name) }
      return dialect
    }
  }
}

/// What is wrong with a project's configuration.
package enum SettingsError: Error, Hashable, Sendable {
  /// There is no `.gitmigrate`, or it names no provider.
  case notConfigured
  case unknownProvider(String)
  case unknownDialect(String)
  case unknownLayout(String)
  /// The configuration file lacks a key.
  case missing(String, path: String)
  case unknownHookMode(String)
  case unknownReleaseRule(String)
  /// The committed command has not been allowed in this clone.
  case commandNotTrusted(String)
  /// A path leads out of the work tree, or to what git keeps for itself.
  case outside(_ key: String, _ value: String)
  /// A folder of the work tree is a link that leads out of it.
  case linkedOutside(String)
  /// The settings of a tree that is not the project's own say what its own do not.
  case widened(_ key: String, _ value: String, tree: String)
  /// A path of models or revisions leads into another repository.
  case insideSubmodule(String, submodule: String)
}

extension SettingsError {
  /// - Parameter key: as the project at the root has it.
  package static func missing(_ key: String, in configuration: Configuration) -> SettingsError {
    let project = configuration.project
    let inFile = ProjectName(folder: "", subsection: project.subsection)
    return .missing(inFile.key(key), path: project.configurationPath)
  }
}

extension ProjectName {
  /// A path from the root of the work tree, without `..`; `nil` where it leads out of the work tree.
  fileprivate func normalized(_ value: String) -> String? {
    value.hasPrefix("/") ? nil : TreePath.normalized(path(value))
  }
}
