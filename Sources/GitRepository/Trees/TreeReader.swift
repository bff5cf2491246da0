internal import Files

/// Reads files of a tree by path, symbolic links followed as long as they stay inside.
struct TreeReader: Sendable {
  let repository: Repository
  let entries: any TreeEntries

  func bytes(at path: String) throws(GitError) -> [UInt8]? {
    guard let place = try resolve(path), place.entry.isFile else { return nil }
    let bytes = try content(of: place.entry.id, at: place.path)
    guard LargeFilePointer.matches(bytes) else { return bytes }
    return try repository.checkedOut(place.entry.id, at: place.path) ?? bytes
  }

  func paths(below path: String) throws(GitError) -> [String] {
    try files(below: path).map(\.path)
  }

  /// The files at and below a path with the names of their blobs.
  func files(below path: String) throws(GitError) -> [(path: String, id: ObjectID)] {
    guard let place = try resolve(path) else { return [] }
    if place.entry.isFile { return [(path, place.entry.id)] }
    var files: [(path: String, id: ObjectID)] = []
    for (found, entry) in try entries.entries(below: place.path) {
      guard let id = try blobID(of: entry, found) else { continue }
      let rest = place.path.isEmpty ? found[...] : found.dropFirst(place.path.count + 1)
      files.append((path.isEmpty ? String(rest) : path + "/" + rest, id))
    }
    return files
  }

  /// The content of a blob, which is fetched where a blobless clone lacks it.
  ///
  /// - Parameter path: where the blob is in the tree, free of links.
  func content(of id: ObjectID, at path: String) throws(GitError) -> [UInt8] {
    if let bytes = try repository.blob(id) { return bytes }
    // Its neighbours are fetched too, since each fetch is a conversation with a server.
    let neighbours = try self.neighbours(of: path)
    let promised = PromisedObjects(repository: repository)
    try BlockingCall.wait { () async throws(GitError) in
      try await promised.fetch(neighbours)
    }
    guard let bytes = try repository.blob(id) else {
      throw GitError.missingObject(path: path, id: id)
    }
    return bytes
  }

  /// The files of a file's folder, itself among them.
  private func neighbours(of path: String) throws(GitError) -> [ObjectID] {
    let folder = FileSystem.directory(of: path)
    let all = try entries.entries(below: folder)
    return all.filter { FileSystem.directory(of: $0.path) == folder }.map(\.entry.id)
  }

  /// `nil` for what is no file and leads to none.
  private func blobID(of entry: TreeEntry, _ path: String) throws(GitError) -> ObjectID? {
    if entry.isFile { return entry.id }
    guard let place = try resolve(path), place.entry.isFile else { return nil }
    return place.entry.id
  }
}
