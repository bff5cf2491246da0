internal import GitRepository
internal import Revisions

/// What people call revisions: a word, an id, its beginning, or a release tag.
struct RevisionNames {
  let project: Project
  let folder: RevisionFolder

  /// The revision that is meant; `nil` means the empty database.
  ///
  /// - Parameter current: where steps such as `+1` begin.
  /// - Throws: `RevisionGraphError`.
  func revision(_ text: String, current: RevisionID?) throws -> RevisionID? {
    do {
      return try folder.graph.resolve(text, current: current).id
    } catch RevisionGraphError.unknownRevision(let name) {
      guard let tag = try project.repository?.tag(named: text) else {
        throw RevisionGraphError.unknownRevision(name)
      }
      return try deployedRevision(of: tag)
    }
  }

  /// A tag from before there were revisions stands for the baseline that builds its schema.
  private func deployedRevision(of tag: Tag) throws -> RevisionID? {
    let deployment = try project.deployment(at: tag)
    if deployment.isRecorded || deployment.revision != nil { return deployment.revision }
    guard let baseline = folder.graph.files.first(where: { $0.baselineTag == tag.name }) else {
      throw RevisionGraphError.unknownRevision(tag.name)
    }
    return baseline.id
  }
}
