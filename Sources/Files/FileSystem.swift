import Glibc

/// The few operations on files that the project needs, as calls of the operating system.
package enum FileSystem {
  package enum Kind: Sendable {
    case file, directory
  }

  /// What a path leads to, symbolic links followed; `nil` where it leads to nothing, or to something
  /// that keeps no content, such as a pipe: reading it might never end.
  package static func kind(of path: String) throws(FileError) -> Kind? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR || errno == ELOOP { return nil }
      throw FileError(.read, path)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .directory
    case S_IFREG: return .file
    default: return nil
    }
  }

  /// Whether something is at a path, of whatever kind.
  package static func exists(_ path: String) throws(FileError) -> Bool {
    var status = stat()
    if lstat(path, &status) == 0 { return true }
    guard errno == ENOENT || errno == ENOTDIR else { throw FileError(.read, path) }
    return false
  }

  /// The absolute path of what a path leads to, or of what it would lead to once it is made: without
  /// symbolic links.
  package static func realPath(of path: String) -> String? {
    if let real = realpath(path, nil) {
      defer { free(real) }
      return String(cString: real)
    }
    let parent = directory(of: path)
    guard !parent.isEmpty, parent != path else { return nil }
    return realPath(of: parent).map { $0 + "/" + lastPart(of: path) }
  }

  /// What tells a file from the same file after a change, as git's index does: `-` where there is
  /// nothing, `d` for a folder.
  ///
  /// - Parameter includesFolders: a folder changes when something in it comes or goes.
  package static func mark(of path: String, includesFolders: Bool = false) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return "-" }
    if status.st_mode & S_IFMT == S_IFDIR, !includesFolders { return "d" }
    return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_ino)"
  }

  /// The size of a file in bytes; `nil` where there is none.
  package static func size(of path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// Nanoseconds since 1970.
  package static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.nanoseconds
  }

  /// Whether a file may have been written since a time, in nanoseconds since 1970.
  ///
  /// File systems note times that lie a tick of the kernel's clock behind, or whole seconds only.
  package static func mayHaveBeenWritten(_ path: String, since start: Int) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    let tick = 20_000_000
    return status.st_mtim.tv_nsec == 0
      ? status.st_mtim.tv_sec >= start / 1_000_000_000
      : status.st_mtim.nanoseconds >= start - tick
  }

  /// When a file was last written, in seconds since 1970; `nil` where there is none.
  package static func modificationTime(of path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mtim.tv_sec : nil
  }

  /// Whether a path is a symbolic link itself; one that leads to nothing is none.
  package static func isLink(_ path: String) throws(FileError) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return false }
      throw FileError(.read, path)
    }
    return status.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether this process may execute a file.
  package static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

  /// The content of a file, or `nil` where there is none.
  package static func bytes(at path: String) throws(FileError) -> [UInt8]? {
    guard try kind(of: path) == .file else { return nil }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(.read, path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(.read, path) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(status.st_size))
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FileError(.read, path) }
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }

  /// The names in a folder, without `.` and `..`, in no particular order.
  package static func entries(of path: String) throws(FileError) -> [String] {
    guard let directory = opendir(path) else { throw FileError(.read, path) }
    defer { closedir(directory) }
    return names(in: directory)
  }

  private static func names(in directory: OpaquePointer) -> [String] {
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// Creates a folder and those above it that are missing.
  package static func createDirectory(_ path: String) throws(FileError) {
    if mkdir(path, 0o777) == 0 { return }
    switch errno {
    case EEXIST:
      guard try kind(of: path) == .directory else { throw FileError(.create, path, code: ENOTDIR) }
    case ENOENT:
      let parent = directory(of: path)
      guard !parent.isEmpty, parent != path else { throw FileError(.create, path, code: ENOENT) }
      try createDirectory(parent)
      guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw FileError(.create, path) }
    default:
      throw FileError(.create, path)
    }
  }

  /// Removes a file, or a folder with all it holds; a path that leads to nothing is no error.
  ///
  /// Symbolic links are removed, never followed, also where one takes a folder's place meanwhile.
  package static func remove(_ path: String) throws(FileError) {
    try remove(path, from: AT_FDCWD, path)
  }

  /// - Parameters:
  ///   - folder: the descriptor of the folder that has the name.
  ///   - path: what errors call it.
  private static func remove(
    _ name: String, from folder: Int32, _ path: String
  ) throws(FileError) {
    if unlinkat(folder, name, 0) == 0 || errno == ENOENT { return }
    let refusal = errno
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    guard refusal == EISDIR || refusal == EPERM, case let opened = openat(folder, name, flags),
      opened >= 0
    else { throw FileError(.remove, path, code: refusal) }
    guard let directory = fdopendir(opened) else {
      close(opened)
      throw FileError(.remove, path)
    }
    defer { closedir(directory) }
    for entry in names(in: directory) { try remove(entry, from: opened, path + "/" + entry) }
    guard unlinkat(folder, name, AT_REMOVEDIR) == 0 || errno == ENOENT else {
      throw FileError(.remove, path)
    }
  }

  /// The path without its last part; empty where there is none.
  package static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path.
  package static func lastPart(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return path }
    return String(path[path.index(after: slash)...])
  }

  package static var currentDirectory: String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }
}

extension timespec {
  fileprivate var nanoseconds: Int { tv_sec * 1_000_000_000 + tv_nsec }
}
