/// Something that was done to a revision after it was deployed.
package enum RevisionDifference: Hashable, Sendable {
  /// The file has another content; the path is today's.
  case edited(RevisionID, path: String)
  /// No file has the id any more; the path is that of the deployed file.
  case deleted(RevisionID, path: String)
  /// The file has another path.
  case renamed(RevisionID, from: String, to: String)
}

extension RevisionGraph {
  /// Whether these revisions, those of a release, are all in a later history as they were.
  package func isUnchangedBeginning(of later: RevisionGraph) -> Bool {
    differences(in: later).isEmpty
  }

  /// What a later history has done to these revisions, those of a release, parents first.
  ///
  /// Revisions that only the later history has are no differences: none can come to stand before
  /// or between these without the edit of a parent.
  package func differences(in later: RevisionGraph) -> [RevisionDifference] {
    files.flatMap { file in
      guard let other = later[file.id] else {
        return [RevisionDifference.deleted(file.id, path: file.path)]
      }
      return file.differences(in: other)
    }
  }
}

extension RevisionFile {
  fileprivate func differences(in later: RevisionFile) -> [RevisionDifference] {
    (path == later.path ? [] : [.renamed(id, from: path, to: later.path)])
      + (contentID == later.contentID ? [] : [.edited(id, path: later.path)])
  }
}
