/// What has become of a statement that takes effect by itself, as the database's catalog tells.
package struct StepOutcome: Hashable, Sendable {
  package var extent: Extent
  /// What the statement makes or removes, such as `index 'public.by_email'`.
  package var subject: String

  package enum Extent: Hashable, Sendable {
    case notBegun
    /// It has left something that it does not leave at its end.
    case partly
    case done
    /// Something else has the name of what it makes; its definition.
    case differs(String)
  }

  package init(_ extent: Extent, _ subject: String) {
    self.extent = extent
    self.subject = subject
  }
}
