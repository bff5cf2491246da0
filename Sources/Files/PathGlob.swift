internal import Glibc

/// A path with wildcards, with the meaning that git's pathspecs have for it with the magic word
/// `glob`: `*` stays inside of a folder, and `**` is any number of folders.
///
/// https://git-scm.com/docs/gitglossary#Documentation/gitglossary.txt-glob
package struct PathGlob: Hashable, Sendable {
  package let text: String
  /// The folder that all matches are in, which the path names without wildcards; empty for the root.
  package let folder: String
  /// What the name of a match ends in, as far as no wildcard says it.
  package let ending: String
  private let parts: [String]

  /// - Returns: `nil` for a path without wildcards.
  package init?(_ path: String) {
    guard path.contains(where: Self.isWildcard) else { return nil }
    text = path
    parts = path.split(separator: "/").map(String.init)
    folder = parts.prefix { !$0.contains(where: Self.isWildcard) }.joined(separator: "/")
    let last = parts.last ?? ""
    let end = last.lastIndex { Self.isWildcard($0) || $0 == "]" || $0 == "\\" }
    ending = end.map { String(last[last.index(after: $0)...]) } ?? last
  }

  private static func isWildcard(_ character: Character) -> Bool { "*?[".contains(character) }

  package func matches(_ path: String) -> Bool {
    matches(path.split(separator: "/").map(String.init)[...], parts[...])
  }

  private func matches(_ path: ArraySlice<String>, _ parts: ArraySlice<String>) -> Bool {
    guard let part = parts.first else { return path.isEmpty }
    let rest = parts.dropFirst()
    if part == "**" {
      // At the end it stands for all that is inside, and else for any folders.
      if rest.isEmpty { return !path.isEmpty }
      return path.indices.contains { matches(path[$0...], rest) }
    }
    guard let name = path.first, fnmatch(part, name, 0) == 0 else { return false }
    return matches(path.dropFirst(), rest)
  }
}

extension Tree {
  /// The files at or below a path; where there is nothing, and the path has wildcards, those that it
  /// matches.
  package func paths(matching path: String) throws -> [String] {
    let found = try paths(below: path)
    guard found.isEmpty, let glob = PathGlob(path) else { return found }
    return try paths(below: glob.folder).filter(glob.matches)
  }
}
