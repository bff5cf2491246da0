/// A source of files: a commit, the index, the working directory, or a plain folder.
///
/// Paths are relative to the tree's root, their parts separated by `/`, without a leading `/`.
package protocol Tree: Sendable {
  /// What messages call the tree, such as `v1.2` or `the working tree`.
  var name: String { get }

  /// The content of the file at a path, or `nil` where the tree has no file there.
  ///
  /// - Throws: an error where the file exists and cannot be read.
  func bytes(at path: String) throws -> [UInt8]?

  /// The paths of all files at or below a path, in byte order; the empty path means the whole tree.
  ///
  /// A path that names a file yields just that path; one that names nothing yields no paths.
  func paths(below path: String) throws -> [String]

  /// All files at or below a path with their content, in byte order of their paths.
  ///
  /// - Throws: an error where a file exists and cannot be read.
  func contents(below path: String) throws -> [(path: String, bytes: [UInt8])]

  /// Runs `body` with a directory on disk that holds the tree's files.
  ///
  /// The directory may be a temporary one; it is valid only while `body` runs.
  func withDirectory<Result>(_ body: (String) async throws -> Result) async throws -> Result
}

extension Tree {
  package func contents(below path: String) throws -> [(path: String, bytes: [UInt8])] {
    try paths(below: path).map { ($0, try bytes(at: $0) ?? []) }
  }

  /// The content of the file at a path as text, or `nil` where the tree has no file there.
  ///
  /// Bytes that are not UTF-8 are replaced with U+FFFD.
  package func text(at path: String) throws -> String? {
    try bytes(at: path).map { String(decoding: $0, as: UTF8.self) }
  }
}
