package import Engine

/// The hazards that a person accepts beforehand.
package struct HazardAllowance: Hashable, Sendable {
  /// Accepted whatever they concern.
  package var kinds: Set<Hazard.Kind>
  /// Accepted for a table or column alone.
  package var hazards: Set<Hazard>

  package init(_ kinds: Set<Hazard.Kind> = [], hazards: Set<Hazard> = []) {
    self.kinds = kinds
    self.hazards = hazards
  }

  /// Reads `drop-column`, `drop-column:users.email` or `all`; `nil` for what names no hazard.
  package init?(_ text: String) {
    if text == "all" {
      self.init(Set(Hazard.Kind.allCases.filter(\.asksFirst)))
      return
    }
    let parts = text.split(maxSplits: 1, omittingEmptySubsequences: false) { ":= ".contains($0) }
    guard let name = parts.first, let kind = Hazard.Kind(rawValue: String(name)), kind.asksFirst
    else { return nil }
    guard parts.count > 1 else {
      self.init([kind])
      return
    }
    if parts[1].isEmpty { return nil }
    self.init(hazards: [Hazard(kind, subject: String(parts[1]))])
  }

  package var isEmpty: Bool { kinds.isEmpty && hazards.isEmpty }

  package mutating func formUnion(_ other: HazardAllowance) {
    kinds.formUnion(other.kinds)
    hazards.formUnion(other.hazards)
  }

  package func accepts(_ hazard: Hazard) -> Bool {
    kinds.contains(hazard.kind)
      || hazards.contains { $0.kind == hazard.kind && hazard.concerns($0.subject) }
  }
}

extension Hazard {
  /// Whether it is about a table or column: `users.email`, `users(email)` and `users check (…)` are
  /// about `users` too.
  fileprivate func concerns(_ name: String) -> Bool {
    subject == name || [".", "(", " "].contains { subject.hasPrefix(name + $0) }
  }
}
