internal import Files

/// Reads files of a tree by path, symbolic links followed as long as they stay inside.
struct TreeReader: Sendable {
  let repository: Repository
  let entries: any TreeEntries

  func bytes(at path: String) throws(GitError) -> [UInt8]? {
    guard let place = try resolve(path), place.entry.isFile else { return nil }
    return try bytes(of: place.entry.id, at: place.path)
  }

  /// - Parameter path: where the blob is in the tree, free of links.
  func bytes(of id: ObjectID, at path: String) throws(GitError) -> [UInt8] {
    let bytes = try content(of: id, at: path)
    guard LargeFilePointer.matches(bytes) else { return bytes }
    return try repository.checkedOut(id, at: path) ?? bytes
  }

  func paths(below path: String) throws(GitError) -> [String] {
    try files(below: path).map(\.path)
  }

  /// The files at and below a path with the names of their blobs.
  func files(below path: String) throws(GitError) -> [(path: String, id: ObjectID)] {
    try located(below: path).map { ($0.path, $0.id) }
  }

  /// The files at and below a path; a folder is looked up once, however many files it has.
  func contents(below path: String) throws(GitError) -> [(path: String, bytes: [UInt8])] {
    var contents: [(path: String, bytes: [UInt8])] = []
    for file in try located(below: path) {
      contents.append((file.path, try bytes(of: file.id, at: file.place)))
    }
    return contents
  }

  /// A file by the path that leads to it, perhaps through links, and by that of its blob.
  private struct Located {
    var path: String
    var id: ObjectID
    var place: String
  }

  private func located(below path: String) throws(GitError) -> [Located] {
    guard let place = try resolve(path) else { return [] }
    if place.entry.isFile { return [Located(path: path, id: place.entry.id, place: place.path)] }
    var files: [Located] = []
    for (found, entry) in try entries.entries(below: place.path) {
      guard let blob = try blob(of: entry, found) else { continue }
      let rest = place.path.isEmpty ? found[...] : found.dropFirst(place.path.count + 1)
      files.append(
        Located(
          path: path.isEmpty ? String(rest) : path + "/" + rest, id: blob.id, place: blob.path))
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
  private func blob(
    of entry: TreeEntry, _ path: String
  ) throws(GitError) -> (id: ObjectID, path: String)? {
    if entry.isFile { return (entry.id, path) }
    guard let place = try resolve(path), place.entry.isFile else { return nil }
    return (place.entry.id, place.path)
  }
}
