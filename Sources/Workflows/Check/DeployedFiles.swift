internal import Files
internal import GitRepository
internal import Revisions

/// The revision files that releases contain.
///
/// They are compared as bytes, before anything of the other tree is parsed: a deployed file that
/// somebody has broken must be told from one that was never right.
struct DeployedFiles {
  private struct File {
    let id: RevisionID
    let path: String
    let contentID: String
    let release: Tag
  }

  private let project: Project
  /// Of each revision the file that the first of the releases has.
  private var files: [File] = []

  /// - Parameter releases: in the order in which they count. To compare, later ones first: what two
  ///   releases have differently cannot be as in both.
  init(_ releases: [Tag], in project: Project) throws {
    self.project = project
    var folders: Set<ObjectID> = []
    var contents: [String: Set<ObjectID>] = [:]
    var ids: Set<RevisionID> = []
    var paths: [ObjectID?: String] = [:]
    for release in releases {
      let tree = try project.tree(at: release)
      let settings = try tree.objectID(at: project.name.configurationPath)
      let versions =
        try paths[settings] ?? Settings.versions(in: try project.configuration(of: tree))
      paths[settings] = versions
      // Most releases bring no revision, and those that do have all the others as they were.
      guard let folder = try tree.objectID(at: versions), folders.insert(folder).inserted else {
        continue
      }
      for (path, content) in try tree.files(below: versions) where path.hasSuffix(".sql") {
        guard contents[path, default: []].insert(content).inserted,
          let file = try Self.file(content, at: path, in: tree, release),
          ids.insert(file.id).inserted
        else { continue }
        files.append(file)
      }
    }
  }

  /// - Returns: `nil` for a file that cannot be read as a revision: it has never run.
  private static func file(
    _ content: ObjectID, at path: String, in tree: CommitTree, _ release: Tag
  ) throws -> File? {
    let bytes = try tree.bytes(of: content, at: path)
    guard let file = try? ReadRevisions.file(bytes, at: path) else { return nil }
    return File(id: file.id, path: path, contentID: file.contentID, release: release)
  }

  var ids: Set<RevisionID> { Set(files.map(\.id)) }

  /// Of each revision the first of the releases that contains it.
  var releases: [RevisionID: Tag] {
    Dictionary(uniqueKeysWithValues: files.map { ($0.id, $0.release) })
  }

  /// What has become of the files in another tree.
  ///
  /// - Parameter commit: the commit that the tree is, or will be the child of.
  func changes(
    in tree: any Tree, below folder: String, commit: Commit?
  ) throws -> [DeployedChange] {
    var contents: [String: String] = [:]
    for (path, bytes) in try tree.contents(below: folder) where path.hasSuffix(".sql") {
      contents[path] = ReadRevisions.contentID(of: bytes)
    }
    return try files.filter { contents[$0.path] != $0.contentID }.map { file in
      DeployedChange(
        kind: Self.kind(of: file, in: contents), id: file.id, path: file.path,
        release: file.release,
        commit: try culprit(file, content: contents[file.path], since: commit))
    }.sorted { $0.path < $1.path }
  }

  private static func kind(
    of file: File, in contents: [String: String]
  ) -> DeployedChange.Kind {
    if contents[file.path] != nil { return .edited }
    let newPath = contents.filter { $0.value == file.contentID }.keys.min()
    return newPath.map { .renamed(to: $0) } ?? .deleted
  }

  /// The newest commit to a path, if what is there now was committed.
  private func culprit(
    _ file: File, content: String?, since commit: Commit?
  ) throws -> Commit? {
    guard let commit, let repository = project.repository else { return nil }
    let committed = try repository.tree(of: commit, name: "HEAD").bytes(at: file.path)
    guard committed.map(ReadRevisions.contentID) == content else { return nil }
    return try repository.commits(
      from: file.release.target, to: commit.id, touching: [file.path]
    ).first
  }
}
