internal import Files
internal import GitRepository
internal import Revisions

/// What `prepare` starts from.
struct PrepareBase {
  var deployment: Deployment?
  var release: String?

  /// Finds out whether the name is the tag that production runs or the release being prepared.
  init(name: String?, project: Project) throws {
    guard let repository = project.repository else { return }
    let head = try repository.head()
    guard let name, let tag = try repository.tag(named: name) else {
      if let name, repository.isShallow { throw PrepareError.unknownTag(name) }
      release = name
      deployment = try project.lastDeployment(from: head)
      return
    }
    guard let head, try repository.isAncestor(tag.target, of: head.id) else {
      throw PrepareError.tagNotReachable(name)
    }
    deployment = try project.deployment(at: tag)
  }

  /// Nothing that a tag names.
  static let models = PrepareBase()

  private init() {}

  /// What counts beside the first revision: see ``Deployment/isBefore(_:)``.
  func after(_ baseline: RevisionFile?) -> PrepareBase {
    guard let baseline, deployment?.isBefore(baseline) ?? false else { return self }
    var base = self
    base.deployment = nil
    return base
  }

  /// The tag's files.
  func tree(in project: Project) throws -> CommitTree? {
    try deployment.map { try project.tree(at: $0.tag) }
  }
}
