/// A configuration under which a project's models can be read.
package struct ProviderSuggestion: Hashable, Sendable {
  /// The value of `migrate.provider`.
  package var provider: Kind

  /// The values of `migrate.models`.
  package var models: [String]

  package init(provider: Kind, models: [String]) {
    self.provider = provider
    self.models = models
  }

  /// The providers, by the names that they have in a configuration.
  package enum Kind: String, CaseIterable, Sendable {
    case sql, sqlalchemy, command
  }
}
