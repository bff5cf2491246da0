package import Files

/// The files on disk of a sparse checkout.
///
/// What git has left out of the work tree is not deleted. To look for it is an error that says so,
/// since a revision written without it would be wrong.
package struct SparseWorkingTree: Tree {
  private let files: DirectoryTree
  private let repository: Repository

  /// - Parameter files: the work tree.
  package init(_ files: DirectoryTree, of repository: Repository) {
    self.files = files
    self.repository = repository
  }

  package var name: String { files.name }

  package func bytes(at path: String) throws -> [UInt8]? {
    if let bytes = try files.bytes(at: path) { return bytes }
    try checkPresence(below: path)
    return nil
  }

  package func paths(below path: String) throws -> [String] {
    // Of the whole tree something is always left out, and most of it is no business of ours.
    if !path.isEmpty { try checkPresence(below: path) }
    return try files.paths(below: path)
  }

  package func withDirectory<Result>(
    _ body: (String) async throws -> Result
  ) async throws -> Result {
    try await files.withDirectory(body)
  }

  /// - Throws: ``GitError/outsideSparseCheckout(path:)``.
  private func checkPresence(below path: String) throws {
    let git = repository.git
    let listing = try BlockingCall.wait { () async throws(GitError) in
      try await git.run(["ls-files", "-t", "-z", "--full-name", "--", ":(top,literal)" + path])
    }
    for line in listing.split(separator: 0) where line.starts(with: Self.skippedMark) {
      let path = String(decoding: line.dropFirst(Self.skippedMark.count), as: UTF8.self)
      if try FileSystem.kind(of: files.root + "/" + path) == nil {
        throw GitError.outsideSparseCheckout(path: path)
      }
    }
  }

  /// What `git ls-files -t` puts before a file that the work tree need not have.
  private static let skippedMark = Array("S ".utf8)
}

extension Repository {
  /// Whether the work tree may lack files that the index has.
  package var mayBeSparse: Bool {
    (try? FileSystem.kind(of: gitDirectory + "/info/sparse-checkout")) == .file
  }

  /// What the index has at a path that a sparse checkout has left out; `nil` for any other path.
  package func bytesOutsideSparseCheckout(at path: String) throws(GitError) -> [UInt8]? {
    let git = git
    let listing = try BlockingCall.wait { () async throws(GitError) in
      try await git.run(
        ["ls-files", "-t", "--stage", "-z", "--full-name", "--", ":(top,literal)" + path])
    }
    // `S <mode> <id> <stage>`, a tab, and the path.
    let words = listing.prefix { $0 != UInt8(ascii: "\t") }.split(separator: UInt8(ascii: " "))
    guard words.count == 4, words[0].elementsEqual([UInt8(ascii: "S")]),
      let id = ObjectID(hex: String(decoding: words[2], as: UTF8.self))
    else { return nil }
    return try blob(id)
  }
}
