/// Properties that only one engine knows, in that engine's own words: `["storage": "external"]`.
///
/// They are compared. A property that has the engine's default value is left out.
package typealias Attributes = [String: String]
