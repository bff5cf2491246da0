internal import GitRepository
package import Revisions
package import SchemaModel

/// A release from before there were revisions, which the baseline stands for.
package struct AdoptedRelease {
  let baseline: RevisionFile

  /// Why a release without revisions cannot be recorded.
  package enum Failure: Error, Sendable {
    /// There are no revisions at all, or the first one builds what no release has.
    case noBaseline(tag: String, first: RevisionFile?)
    /// The baseline is in the working tree and in no commit.
    case notCommitted(path: String)
    /// The baseline builds something else; what the release's schema would need to be that.
    case differs(tag: String, RevisionFile, [SchemaChange])
  }

  /// - Returns: `nil` where the release has revisions, or no models either.
  /// - Throws: ``Failure``, and what reading the models of the tag throws.
  static func find(
    _ tag: String, _ tree: CommitTree, in project: Project
  ) async throws -> AdoptedRelease? {
    guard try project.revisions(of: tree).isEmpty else { return nil }
    let schemas = try await project.modelSchemas(of: tree)
    guard schemas.contains(where: { !$0.isEmpty }) else { return nil }
    let baseline = try project.committedBaseline(for: tag)
    for schema in schemas {
      let built = try project.builder(for: schema.dialect).schema(of: [baseline])
      let changes = schema.noticeableChanges(to: built)
      guard changes.isEmpty else { throw Failure.differs(tag: tag, baseline, changes) }
    }
    return AdoptedRelease(baseline: baseline)
  }
}

extension Project {
  /// What the models of a tree of the past declare, in each dialect.
  fileprivate func modelSchemas(of tree: CommitTree) async throws -> [Schema] {
    let settings = try settings(of: tree)
    var schemas: [Schema] = []
    for dialect in settings.dialects {
      let provider = try provider(for: settings, dialect)
      schemas.append(
        try await builder(for: dialect)
          .models(of: tree, provider: provider, allowsStubs: true).schema)
    }
    return schemas
  }

  /// - Throws: ``AdoptedRelease/Failure``.
  fileprivate func committedBaseline(for tag: String) throws -> RevisionFile {
    let here = try revisions(of: workingTree).graph
    guard let repository, let head = try repository.head() else {
      throw Release.Failure.noCommit
    }
    let committed = try revisions(of: repository.tree(of: head, name: "HEAD")).graph
    if let baseline = committed.baseline { return baseline }
    if let path = here.baseline?.path { throw AdoptedRelease.Failure.notCommitted(path: path) }
    throw AdoptedRelease.Failure.noBaseline(tag: tag, first: committed.files.first)
  }
}
