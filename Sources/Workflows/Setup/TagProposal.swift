package import GitRepository

/// What the tags of a repository say of its releases, before anybody has said how they are named.
package struct TagProposal: Hashable, Sendable {
  /// The value of `migrate.tagPattern` that the names have.
  package var pattern: String
  /// The tag that is taken for deployed; `nil` where there are only pre-releases.
  package var deployed: Tag?
  /// A later one that is not, since it is a pre-release.
  package var preRelease: Tag?

  /// Whether nothing needs to be configured for it.
  package var isDefault: Bool { pattern == Project.defaultTagPattern }

  /// - Parameters:
  ///   - tags: those in the history of HEAD, later ones first.
  ///   - folder: the project's, which its tags may name: `a-v1.2` those of `svc/a`.
  /// - Returns: `nil` where no tag looks like a version.
  package init?(_ tags: [Tag], folder: String) {
    let versions = tags.compactMap { tag in VersionTag(tag) }
    let families = Dictionary(grouping: versions, by: \.prefix)
    let named = families.keys.filter { Self.names($0, folder) }
    let candidates = versions.filter { named.isEmpty || named.contains($0.prefix) }
    // One odd name among many is no way to name releases.
    let repeated = candidates.filter { families[$0.prefix]?.count ?? 0 > 1 }
    let usual = repeated.isEmpty ? candidates : repeated
    guard let latest = usual.first(where: { !$0.isPreRelease }) ?? usual.first else { return nil }
    pattern = latest.pattern
    if latest.isPreRelease {
      preRelease = latest.tag
    } else {
      deployed = latest.tag
      let later = usual.prefix { $0.tag != latest.tag }
      preRelease = later.first { $0.prefix == latest.prefix }?.tag
    }
  }

  /// Whether a prefix has the last part of a folder's path as a word of its own.
  private static func names(_ prefix: String, _ folder: String) -> Bool {
    guard let name = folder.split(separator: "/").last else { return false }
    return prefix.split { !$0.isLetter && !$0.isNumber }.contains(name)
  }
}

/// A tag whose name ends in a version.
private struct VersionTag {
  let tag: Tag
  /// What stands before the version: `v`, `release-`, `app/v`.
  let prefix: String
  let isPreRelease: Bool

  init?(_ tag: Tag) {
    let slash = tag.name.lastIndex(of: "/").map(tag.name.index(after:)) ?? tag.name.startIndex
    let name = tag.name[slash...]
    guard let digit = name.firstIndex(where: \.isNumber), let version = Version(String(name)) else {
      return nil
    }
    self.tag = tag
    prefix = String(tag.name[..<digit])
    isPreRelease = version.isPreRelease
  }

  /// The glob for all that begin so.
  var pattern: String {
    prefix.map { "*?[\\".contains($0) ? "\\\($0)" : String($0) }.joined() + "[0-9]*"
  }
}
