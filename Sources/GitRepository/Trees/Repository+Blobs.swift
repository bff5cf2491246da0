internal import CLibgit2

extension Repository {
  /// The content of a blob; `nil` where this repository has no such object.
  package func blob(_ id: ObjectID) throws(GitError) -> [UInt8]? {
    let blob = try Handle.ifFound(freedBy: git_blob_free) { made in
      id.withRaw { git_blob_lookup(made, pointer, $0) }
    }
    guard let blob else { return nil }
    let content = UnsafeRawBufferPointer(
      start: git_blob_rawcontent(blob.pointer), count: Int(git_blob_rawsize(blob.pointer)))
    return withExtendedLifetime(blob) { Array(content) }
  }
}
