/// A configuration under which a project's models can be read.
package struct ProviderSuggestion: Hashable, Sendable {
  /// The value of `migrate.provider`.
  package var provider: Kind

  /// The values of `migrate.models`.
  package var models: [String]

  /// The value of `migrate.layout`, if any.
  package var layout: SQLLayout?

  package init(provider: Kind, models: [String], layout: SQLLayout? = nil) {
    self.provider = provider
    self.models = models
    self.layout = layout
  }

  /// The providers, by the names that they have in a configuration.
  package enum Kind: String, CaseIterable, Sendable {
    case sql, sqlalchemy, django, command
  }
}
