/// What keeps revisions from being one history, or a word from naming one of them.
package enum RevisionGraphError: Error, Hashable, Sendable {
  /// Several files have the same id.
  case duplicateID(RevisionID, paths: [String])
  /// A file names a parent that no file has as its id.
  case unknownParent(RevisionID, path: String)
  /// Each of the files is the parent of the next, and the last is that of the first.
  case cycle(paths: [String])
  /// Several files have no parent.
  case severalRoots(paths: [String])
  /// One head is wanted and there are several.
  case severalHeads([RevisionID])
  /// No revision has the id, or an id that begins with the text.
  case unknownRevision(String)
  /// The text is the beginning of several ids.
  case ambiguousPrefix(String, candidates: [RevisionID])
  /// A step up leads to several revisions.
  case ambiguousStep(String, candidates: [RevisionID])
  /// A step leads below the empty database or above a head.
  case stepOutOfRange(String)
}
