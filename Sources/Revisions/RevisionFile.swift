/// A revision and the file that it was read from.
package struct RevisionFile: Hashable, Sendable {
  package let path: String
  package let revision: Revision
  /// The git blob id of the file's content.
  package let contentID: String

  package var id: RevisionID { revision.id }

  package init(path: String, revision: Revision, contentID: String) {
    self.path = path
    self.revision = revision
    self.contentID = contentID
  }
}
