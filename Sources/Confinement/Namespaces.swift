internal import CLinux
internal import Glibc

/// Namespaces of a process's own: no network but one without a way out, and mounts that nobody else
/// sees, which are read-only but for some folders.
///
/// They keep more away than ``Landlock`` does, such as other protocols, sockets in the file system and
/// the mode of a file, but are not to be had everywhere: in a container mostly not.
struct Namespaces {
  let rules: ConfinementRules
  /// A path, or a name to look up in `PATH`.
  let program: String

  /// What can be had is tried by another process first: some of it, half done, could not be taken back.
  ///
  /// - Returns: the folders that have come with them, in which the program may write.
  func enter() -> [String] {
    let outcome = outcomeOfTrial()
    guard outcome != .nothing, unshareAll(), outcome == .all, setUpMounts() else { return [] }
    return hasOwnMemory ? [Self.sharedMemory] : []
  }

  private enum Outcome: Int32 {
    case nothing, withoutMounts, all
  }

  private func outcomeOfTrial() -> Outcome {
    let child = git_migrate_fork()
    if child == 0 {
      let outcome: Outcome = !unshareAll() ? .nothing : setUpMounts() ? .all : .withoutMounts
      _exit(outcome.rawValue)
    }
    var status: Int32 = 0
    guard child > 0, waitpid(child, &status, 0) == child, status & 0x7F == 0 else {
      return .nothing
    }
    return Outcome(rawValue: status >> 8 & 0xFF) ?? .nothing
  }

  /// Root needs no namespace of accounts, in which it would be root over nothing but its own files.
  private func unshareAll() -> Bool {
    let (user, group) = (geteuid(), getegid())
    guard user != 0 else { return unshare(Self.others) == 0 }
    return unshare(Self.users | Self.others) == 0 && write("deny", to: "setgroups")
      && write("\(user) \(user) 1", to: "uid_map") && write("\(group) \(group) 1", to: "gid_map")
  }

  /// Called `CLONE_NEWUSER`.
  private static let users: Int32 = 0x1000_0000
  /// Called `CLONE_NEWNET`, `CLONE_NEWIPC` and `CLONE_NEWNS`.
  private static let others: Int32 = 0x4000_0000 | 0x0800_0000 | 0x0002_0000

  private func write(_ text: String, to name: String) -> Bool {
    let descriptor = open("/proc/self/\(name)", O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return Glibc.write(descriptor, text, text.utf8.count) == text.utf8.count
  }

  // MARK: Mounts

  private func setUpMounts() -> Bool {
    guard git_migrate_make_mounts_private() == 0 else { return false }
    let copies = rules.writable.map { (git_migrate_copy_mount($0), $0) }
    defer { for (copy, _) in copies where copy >= 0 { close(copy) } }
    for socket in LocalSockets.paths { _ = git_migrate_hide(socket) }
    guard copies.allSatisfy({ $0.0 >= 0 }), git_migrate_make_mounts_read_only() == 0,
      copies.allSatisfy({ git_migrate_attach_mount($0.0, $0.1) == 0 })
    else { return false }
    return !hasOwnMemory || git_migrate_mount_memory(Self.sharedMemory) == 0
  }

  private static let sharedMemory = "/dev/shm"

  /// Whether nothing that the program needs lies where all programs share memory, or is hidden when it
  /// gets memory of its own there.
  private var hasOwnMemory: Bool {
    guard access(Self.sharedMemory, F_OK) == 0 else { return false }
    return (rules.writable + [".", program]).allSatisfy { place in
      guard let path = realpath(place, nil) else { return true }
      defer { free(path) }
      return !String(cString: path).hasPrefix(Self.sharedMemory + "/")
    }
  }
}
