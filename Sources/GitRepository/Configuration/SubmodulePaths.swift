package import Files

/// Where a tree has other repositories in it, as its file `.gitmodules` says.
package enum SubmodulePaths {
  /// - Throws: ``GitError/configurationSyntax(path:line:reason:)``, and what the tree throws.
  package static func read(in tree: any Tree) throws -> [String] {
    let name = ".gitmodules"
    guard let text = try tree.text(at: name) else { return [] }
    return try ConfigurationReader().entries(of: text, path: name)
      .filter { $0.key.hasPrefix("submodule.") && $0.key.hasSuffix(".path") }
      .compactMap(\.value)
  }
}
