package import Files

/// A tree that knows the object ids of its files without reading them.
package protocol ObjectTree: Tree {
  /// What the tree has at a path, links followed.
  func object(at path: String) throws -> ObjectAtPath
}

/// What a tree has at a path.
package enum ObjectAtPath: Hashable, Sendable {
  case nothing
  case folder
  case file(ObjectID)
}

extension CommitTree: ObjectTree {
  package func object(at path: String) throws -> ObjectAtPath { try reader.object(at: path) }
}

extension IndexTree: ObjectTree {
  package func object(at path: String) throws -> ObjectAtPath { try reader.object(at: path) }
}

extension TreeReader {
  fileprivate func object(at path: String) throws(GitError) -> ObjectAtPath {
    guard let place = try resolve(path) else { return .nothing }
    switch place.entry.kind {
    case .file, .executable: return .file(place.entry.id)
    case .directory: return .folder
    case .link, .submodule: return .nothing
    }
  }
}
