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
  /// The program that prints DDL, for the provider of that name.
  package var command: String?
  package var dialects: [Dialect]
  /// The folder of the revision files, relative to the tree's root.
  package var versions: String
  package var changesInPlace: Bool

  package static let defaultVersions = "migrations/versions"

  /// - Throws: ``SettingsError``, or `GitError` where a value is no boolean.
  package init(_ configuration: Configuration) throws {
    guard let name = configuration.string("migrate.provider") else {
      throw SettingsError.notConfigured
    }
    guard let provider = ProviderSuggestion.Kind(rawValue: name) else {
      throw SettingsError.unknownProvider(name)
    }
    self.provider = provider
    models = configuration.strings("migrate.models")
    command = configuration.string("migrate.command")
    dialects = try Self.dialects(in: configuration)
    dialectModels = Self.dialectModels(dialects, in: configuration)
    versions = Self.versions(in: configuration)
    changesInPlace = try configuration.bool("migrate.sqlite.inPlace") ?? false
    if provider == .command, command == nil { throw SettingsError.missing("migrate.command") }
    let hasModels = dialects.allSatisfy { !models(for: $0).isEmpty }
    if provider != .command, !hasModels { throw SettingsError.missing("migrate.models") }
  }

  /// What the provider needs for a dialect; `nil` for what it needs for any.
  package func models(for dialect: Dialect?) -> [String] {
    guard let dialect else {
      return models + dialects.flatMap { dialectModels[$0] ?? [] }
    }
    return dialectModels[dialect] ?? models
  }

  /// `migrate.models.postgresql`, and so on.
  private static func dialectModels(
    _ dialects: [Dialect], in configuration: Configuration
  ) -> [Dialect: [String]] {
    var models: [Dialect: [String]] = [:]
    for dialect in dialects {
      let values = configuration.strings("migrate.models.\(dialect.rawValue)")
      if !values.isEmpty { models[dialect] = values }
    }
    return models
  }

  package static func versions(in configuration: Configuration) -> String {
    configuration.string("migrate.versions") ?? defaultVersions
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
  case missing(String)
  case unknownHookMode(String)
  case unknownReleaseRule(String)
  /// The committed command has not been allowed in this clone.
  case commandNotTrusted(String)
  /// A path of models or revisions leads into another repository.
  case insideSubmodule(String, submodule: String)
}
