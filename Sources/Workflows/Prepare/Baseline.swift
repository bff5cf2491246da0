internal import GitRepository
package import Revisions

/// A baseline builds what was deployed before there were revisions; it is the first of them.
extension RevisionFile {
  package var isBaseline: Bool { baselineHeader != nil }

  /// The tag whose schema the revision builds; `nil` for what no tag names, too.
  package var baselineTag: String? {
    baselineHeader.flatMap { $0 == RevisionHeaderName.noTag ? nil : $0 }
  }

  /// What messages call the state that a baseline builds.
  package var baselineName: String { baselineTag ?? "\(id) \(revision.message)" }

  private var baselineHeader: String? {
    revision.otherHeaders.first { $0.name == RevisionHeaderName.baseline }?.value
  }
}

extension RevisionFile {
  /// Whether the baseline builds what a release without revisions has deployed.
  package func stands(for deployment: Deployment) -> Bool {
    isBaseline && (baselineTag == deployment.tag.name || id == deployment.recorded)
  }
}

extension Deployment {
  /// Whether something later is deployed, which no tag names, and which a baseline builds.
  func isBefore(_ baseline: RevisionFile) -> Bool {
    baseline.isBaseline && baseline.baselineTag == nil && !isRecorded && revision == nil
  }
}

extension RevisionGraph {
  package var baseline: RevisionFile? { files.first(where: \.isBaseline) }
}
