internal import GitRepository
internal import Revisions

/// A release that a revision leads from, and that this clone has no tag of.
package struct MissingRelease: Hashable, Sendable {
  package var name: String
  /// The file of the first revision that names it.
  package var path: String
}

/// What is deployed cannot be told, since tags are missing.
package struct ReleasesMissing: Error {
  package var releases: [MissingRelease]
}

extension Project {
  /// The releases that revisions name which no known release contains, as in a clone without tags.
  ///
  /// What a known release contains is told by that.
  func missingReleases(of files: [RevisionFile]) throws -> [MissingRelease] {
    guard let repository, !repository.isShallow,
      files.contains(where: { $0.revision.base != nil })
    else { return [] }
    let deployed = try DeployedFiles(releases(), in: self).ids
    var missing: [MissingRelease] = []
    for file in files where !deployed.contains(file.id) {
      guard let name = file.revision.base, !missing.contains(where: { $0.name == name }),
        try repository.tag(named: name) == nil
      else { continue }
      missing.append(MissingRelease(name: name, path: file.path))
    }
    return missing
  }

  /// Revisions that are deployed must not be changed, so it must be known which are.
  ///
  /// - Throws: ``ReleasesMissing``; ``ReleasesUnknown`` in a shallow clone that reaches back to none.
  func refuseUnknownReleases(of files: [RevisionFile]) throws {
    guard try repository?.isShallow != true || !releasesBehindWorkingTree().isEmpty else {
      throw ReleasesUnknown()
    }
    let missing = try missingReleases(of: files)
    guard missing.isEmpty else { throw ReleasesMissing(releases: missing) }
  }

  /// The releases in the history of HEAD, and in that of what is being merged in.
  func releasesBehindWorkingTree() throws -> [Tag] {
    let own = try releases(reachableFrom: repository?.head())
    guard case .merge(let id) = repository?.operation else { return own }
    let merged = try releases(reachableFrom: repository?.commit(named: id.hex))
    return own + merged.filter { !own.contains($0) }
  }
}
