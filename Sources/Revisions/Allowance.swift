/// A hazard that a person has accepted, such as `drop-column sessions.legacy_token`.
package struct Allowance: Hashable, Sendable {
  /// The hazard's name, such as `drop-column`.
  package let hazard: String
  /// What the hazard is about, such as `sessions.legacy_token`.
  package let subject: String

  package init(hazard: String, subject: String) {
    self.hazard = hazard
    self.subject = subject
  }
}
