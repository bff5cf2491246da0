/// A state that a database can be brought to.
package enum RevisionTarget: Hashable, Sendable {
  /// The empty database, with no revision applied.
  case base
  case revision(RevisionID)

  /// - Parameter id: `nil` means the empty database.
  package init(_ id: RevisionID?) {
    self = id.map(Self.revision) ?? .base
  }

  /// The revision, or `nil` for the empty database.
  package var id: RevisionID? {
    switch self {
    case .base: nil
    case .revision(let id): id
    }
  }
}
