internal import CLibgit2
internal import Processes

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

  /// The content that git would write for a blob, filters applied; `nil` where a filter fails.
  ///
  /// - Parameter path: where the blob is in its tree, which decides on the filters.
  func checkedOut(_ id: ObjectID, at path: String) throws(GitError) -> [UInt8]? {
    let git = git
    let answer = try BlockingCall.wait { () async throws(GitError) in
      try await git.result(of: ["cat-file", "--filters", "--path=" + path, id.hex])
    }
    return answer.status == .exited(0) ? answer.output : nil
  }
}
