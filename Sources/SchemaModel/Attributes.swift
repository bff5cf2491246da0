/// Properties that only one engine knows, in that engine's own words: `["storage": "external"]`.
///
/// They are compared. A property that has the engine's default value is left out.
package typealias Attributes = [String: String]

extension CanonicalJSON {
  /// The attributes of a part of a schema; `nil` where it has none, so that an engine without
  /// attributes keeps its digests.
  static func attributes(_ attributes: Attributes) -> CanonicalJSON? {
    attributes.isEmpty ? nil : .object(attributes.mapValues(CanonicalJSON.string))
  }
}
