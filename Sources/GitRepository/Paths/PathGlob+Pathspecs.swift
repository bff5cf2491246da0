package import Files

extension PathGlob {
  /// A path of models, from the root of the work tree, as git is asked for it: the path as it is, and
  /// what it matches.
  package static func pathspecs(_ path: String) -> [String] {
    [":(top,literal)" + path] + (PathGlob(path).map { [":(top,glob)" + $0.text] } ?? [])
  }
}
