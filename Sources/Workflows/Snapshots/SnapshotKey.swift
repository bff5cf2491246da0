internal import Files
internal import GitRepository
internal import ModelProviders
internal import SchemaModel

/// The name of a snapshot: a digest of all that it was built from.
struct SnapshotKey: Hashable, Sendable {
  let name: String

  init(_ parts: [String]) {
    // The lengths keep the parts apart.
    let text = parts.map { "\($0.utf8.count) \($0)\n" }.joined()
    name = Repository.blobID(of: Array(text.utf8)).hex
  }

  /// The key of models that depend on something, as a tree and the machine have it.
  ///
  /// - Parameter scope: what else they depend on.
  init(
    _ scope: SnapshotKey, _ dependencies: ModelDependencies, _ tree: any Tree,
    _ provider: any ModelProvider
  )
    throws
  {
    var parts = [scope.name]
    // Where git writes the files, it may write them otherwise than they are stored.
    let attributes = provider.neededPaths == nil ? [".gitattributes"] : []
    for path in dependencies.paths + attributes {
      parts += [path, try Self.state(of: path, in: tree)]
    }
    for folder in dependencies.folders {
      parts += [folder, try Self.entries(of: folder, in: tree)]
    }
    for path in dependencies.outside { parts += [path, FileSystem.mark(of: path)] }
    for path in dependencies.searched {
      parts += [path, FileSystem.mark(of: path, includesFolders: true)]
    }
    for name in dependencies.variables { parts += [name, provider.environment[name] ?? "-"] }
    self.init(parts)
  }

  private static func state(of path: String, in tree: any Tree) throws -> String {
    switch try object(at: path, in: tree) {
    case .nothing: "-"
    case .folder: "d"
    case .file(let id): id.hex
    }
  }

  /// A tree that is no git object has the ids of the bytes that it has.
  private static func object(at path: String, in tree: any Tree) throws -> ObjectAtPath {
    if let tree = tree as? any ObjectTree { return try tree.object(at: path) }
    if let bytes = try tree.bytes(at: path) { return .file(Repository.blobID(of: bytes)) }
    return try tree.hasFolder(at: path) ? .folder : .nothing
  }

  private static func entries(of folder: String, in tree: any Tree) throws -> String {
    let prefix = folder.isEmpty ? "" : folder + "/"
    let names = try tree.paths(below: folder).map {
      $0.dropFirst(prefix.count).prefix { $0 != "/" }
    }
    return Set(names).subtracting(["__pycache__"]).sorted().joined(separator: "/")
  }
}

extension Tree {
  fileprivate func hasFolder(at path: String) throws -> Bool {
    guard let folder = self as? DirectoryTree else { return try !paths(below: path).isEmpty }
    return try FileSystem.kind(of: folder.root + "/" + path) == .directory
  }
}
