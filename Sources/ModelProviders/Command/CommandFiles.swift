internal import Files

/// The files of a project that its command line names.
struct CommandFiles {
  /// Relative to the folder that the command runs in.
  private let paths: [String]

  /// - Parameter command: for `sh`; what only a shell would make a path is none here.
  init(_ command: String) {
    let words = command.split { $0.isWhitespace || "'\"`;|&()<>=".contains($0) }
    paths = words.filter { !$0.hasPrefix("-") && !$0.hasPrefix("/") }
      .compactMap { TreePath.normalized(String($0)) }.filter { !$0.isEmpty }
  }

  /// Puts those that a tree lacks into it, as the working tree has them.
  ///
  /// Of the working tree only plain files count, and nothing is written through a link.
  ///
  /// - Parameters:
  ///   - directory: where the tree's files are.
  ///   - root: the working tree's top.
  ///   - folder: the one that the command runs in, relative to both.
  /// - Returns: the paths of these files, relative to the tree.
  func supply(
    _ directory: String, from root: String, folder: String
  ) throws(FileError) -> [String] {
    var supplied: [String] = []
    for path in paths.map({ folder.isEmpty ? $0 : folder + "/" + $0 }) {
      guard try isMissing(path, in: directory), try isPlainFile(path, in: root),
        let bytes = try FileSystem.bytes(at: root + "/" + path)
      else { continue }
      let target = directory + "/" + path
      try FileSystem.createDirectory(FileSystem.directory(of: target))
      try AtomicFile.write(
        bytes, to: target, isExecutable: FileSystem.isExecutable(root + "/" + path))
      supplied.append(path)
    }
    return supplied
  }

  private func isMissing(_ path: String, in directory: String) throws(FileError) -> Bool {
    for place in Self.places(path) {
      let place = directory + "/" + place
      if try FileSystem.isLink(place) { return false }
      guard let kind = try FileSystem.kind(of: place) else { return true }
      guard kind == .directory else { return false }
    }
    return false
  }

  private func isPlainFile(_ path: String, in root: String) throws(FileError) -> Bool {
    for place in Self.places(path) where try FileSystem.isLink(root + "/" + place) { return false }
    return try FileSystem.kind(of: root + "/" + path) == .file
  }

  /// The path and the folders that lead to it, the outermost first.
  private static func places(_ path: String) -> [String] {
    let parts = path.split(separator: "/")
    return parts.indices.map { parts[...$0].joined(separator: "/") }
  }
}
