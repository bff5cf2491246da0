package import SchemaModel

/// Remembers what parts of a large schema have become, by the scripts that make them.
///
/// A person edits a few tables of a thousand; the others need no engine to tell what they are.
package protocol PartMemory: Sendable {
  /// The schemas that scripts lead to, each from an empty database, as far as they are known.
  func schemas(of scripts: [String]) -> [Schema?]

  /// Remembers the parts of one schema, in place of those of an earlier one.
  func remember(_ parts: [(script: String, schema: Schema)])
}
