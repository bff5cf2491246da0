internal import Files
internal import GitRepository
internal import Revisions

/// The revision files that a release contains, as bytes.
///
/// Compared before anything is parsed: a deployed file that somebody has broken must be told from
/// one that was never right.
struct DeployedFiles {
  private let files: [RevisionFile]

  init(_ folder: RevisionFolder) { files = folder.graph.files }

  /// What has become of the files in another tree.
  func differences(in tree: any Tree, below folder: String) throws -> [RevisionDifference] {
    var contents: [String: String] = [:]
    for path in try tree.paths(below: folder) where path.hasSuffix(".sql") {
      contents[path] = RevisionFolder.contentID(of: try tree.bytes(at: path) ?? [])
    }
    return files.compactMap { file in
      guard contents[file.path] != file.contentID else { return nil }
      if contents[file.path] != nil { return .edited(file.id, path: file.path) }
      let newPath = contents.first { $0.value == file.contentID }?.key
      return newPath.map { .renamed(file.id, from: file.path, to: $0) }
        ?? .deleted(file.id, path: file.path)
    }
  }
}
