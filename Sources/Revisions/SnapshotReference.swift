/// The schema that a revision leads to in one dialect, named by its digest.
package struct SnapshotReference: Hashable, Sendable {
  package let dialect: String
  package let digest: String

  package init(dialect: String, digest: String) {
    self.dialect = dialect
    self.digest = digest
  }
}
