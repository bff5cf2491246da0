internal import Glibc

/// Who can write to a folder, and who can get there.
package enum PrivateFolder {
  /// Whether nobody but this process's account can put something into a folder, or could before it
  /// was there.
  package static func isOurs(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return errno == ENOENT }
    return status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
      && status.st_mode & (S_IWGRP | S_IWOTH) == 0
  }

  /// Whether every account can get to what is in a folder.
  package static func isReachable(_ path: String) -> Bool {
    var folder = path
    while !folder.isEmpty {
      var status = stat()
      guard stat(folder, &status) == 0, status.st_mode & S_IXOTH != 0 else { return false }
      if folder == "/" { return true }
      folder = FileSystem.directory(of: folder)
    }
    return false
  }
}
