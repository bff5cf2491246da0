internal import CLinux
internal import Glibc

/// The kernel's rules for what a process and all that it starts may do with files, TCP and signals.
///
/// Each version of the interface knows more rights; what one does not know is not restricted there.
/// <https://docs.kernel.org/userspace-api/landlock.html>
enum Landlock {
  /// 0 where the kernel has none, or where it is turned off.
  static let version = max(0, git_migrate_landlock_version())

  static func enforce(_ rules: ConfinementRules) {
    guard version > 0 else { return }
    let execution = rules.executable == nil ? [] : FileRights.execute
    let ruleset = git_migrate_landlock_make(
      git_migrate_ruleset(
        files: FileRights.changing.union(execution).known(to: version).rawValue,
        network: version >= 4 ? allOfTCP : 0, scopes: version >= 6 ? allScopes : 0))
    guard ruleset >= 0 else { return }
    defer { close(ruleset) }
    for folder in rules.writable { allow(.inFolders, folder, ruleset) }
    for device in devices { allow(.inDevices, device, ruleset) }
    for program in rules.executable ?? [] {
      for file in [program, ProgramFile.loader(of: program)].compactMap(\.self) {
        allow(.execute, file, ruleset)
      }
    }
    _ = git_migrate_landlock_enforce(ruleset)
  }

  /// To bind and to connect.
  private static let allOfTCP: UInt64 = 0b11
  /// Abstract sockets and signals.
  private static let allScopes: UInt64 = 0b11

  /// What keeps nothing.
  private static let devices = ["/dev/null", "/dev/zero", "/dev/full"]

  private static func allow(_ rights: FileRights, _ path: String, _ ruleset: Int32) {
    let descriptor = git_migrate_open_place(path)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    _ = git_migrate_landlock_allow(ruleset, descriptor, rights.known(to: version).rawValue)
  }
}

/// The kernel's `LANDLOCK_ACCESS_FS_*`.
private struct FileRights: OptionSet {
  let rawValue: UInt64

  static let execute = FileRights(rawValue: 1 << 0)
  static let writeFile = FileRights(rawValue: 1 << 1)
  static let makeCharacterDevice = FileRights(rawValue: 1 << 6)
  static let makeBlockDevice = FileRights(rawValue: 1 << 11)
  /// Since version 2: to rename or link between folders.
  static let refer = FileRights(rawValue: 1 << 13)
  /// Since version 3.
  static let truncate = FileRights(rawValue: 1 << 14)
  /// Since version 5: to control a device.
  static let control = FileRights(rawValue: 1 << 15)

  /// All but to execute, and to read files and folders.
  static let changing = FileRights(rawValue: (1 << 16 - 1) & ~0b1101)
  static let inFolders = changing.subtracting([.makeCharacterDevice, .makeBlockDevice, .control])
  static let inDevices: FileRights = [.writeFile, .truncate]

  /// - Parameter version: of the kernel's interface.
  func known(to version: Int32) -> FileRights {
    var rights = self
    if version < 2 { rights.remove(.refer) }
    if version < 3 { rights.remove(.truncate) }
    if version < 5 { rights.remove(.control) }
    return rights
  }
}
