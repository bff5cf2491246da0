package import GitRepository

/// What makes a tag a release, here and everywhere.
package enum ReleaseRule: String, CaseIterable, Sendable {
  /// That its name matches the tag pattern, or that it is recorded.
  case tags
  /// That it is recorded, in its own trailers or in a note.
  case recorded
}

extension Project {
  /// The configuration variable of the rule.
  package static let releasesKey = "migrate.releases"

  /// - Throws: ``SettingsError/unknownReleaseRule(_:)``.
  package var releaseRule: ReleaseRule {
    get throws {
      guard let name = configuration.string(Self.releasesKey) else { return .tags }
      guard let rule = ReleaseRule(rawValue: name) else {
        throw SettingsError.unknownReleaseRule(name)
      }
      return rule
    }
  }

  /// Whether a tag stands for a release of this project.
  ///
  /// One that records other projects and not this one does not, whatever its name.
  package func isRelease(_ tag: Tag) throws -> Bool {
    switch try record(of: tag) {
    case .own: true
    case .foreign: false
    case .none: try releaseRule == .tags && isReleaseName(tag.name)
    }
  }

  func isRecorded(_ tag: Tag) throws -> Bool {
    if case .own = try record(of: tag) { true } else { false }
  }

  /// Those of some tags that stand for a release.
  ///
  /// Beside a recorded one on the same commit, other tags are only names.
  func releases(among tags: [Tag]) throws -> [Tag] {
    let releases = try tags.filter(isRelease)
    let recorded = Set(try releases.filter(isRecorded))
    let commits = Set(recorded.map(\.target))
    return releases.filter { recorded.contains($0) || !commits.contains($0.target) }
  }

  /// The releases in a commit's history, later ones first.
  package func releases(reachableFrom commit: Commit?) throws -> [Tag] {
    guard let repository, let commit else { return [] }
    return try repository.reachableTags(
      from: commit, among: releases(among: repository.tags()))
  }

  /// The releases of all branches, higher versions first.
  func releases() throws -> [Tag] {
    try releases(among: repository?.tags().reversed() ?? [])
  }

  /// The last deployed tag: the nearest release that is reachable from a commit.
  ///
  /// - Parameter name: a tag that is not meant, since it is being released now.
  package func lastDeployment(
    from commit: Commit?, except name: String? = nil
  ) throws -> Deployment? {
    guard let repository, let commit else { return nil }
    let rule = try releaseRule
    let nearest = try repository.nearestTag(from: commit) { tag throws(GitError) in
      if tag.name == name { return false }
      // Another name of what is being released now is no earlier release.
      let isOtherName = name != nil && tag.target == commit.id
      switch try record(of: tag) {
      case .own: return true
      case .foreign: return false
      case .none:
        guard rule == .tags, !isOtherName else { return false }
        return try isReleaseName(tag.name)
      }
    }
    guard let nearest else { return nil }
    let deployment = try deployment(at: nearest)
    if deployment.isRecorded { return deployment }
    let beside = try repository.tags().filter { $0.target == nearest.target && $0.name != name }
    return try beside.last(where: isRecorded).map(self.deployment) ?? deployment
  }
}
