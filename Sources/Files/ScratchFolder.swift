internal import Glibc
internal import Signals

/// A folder for a program's temporary files that nobody else can open, and that is there while it runs.
package enum ScratchFolder {
  private static let prefix = "git-migrate-run-"

  /// Makes the folder, runs `body` and removes the folder; what runs that were killed have left there
  /// is removed first.
  ///
  /// - Parameters:
  ///   - parent: where to make it rather than where temporary files usually are.
  ///   - body: is given `nil` where there is no place for a folder.
  package static func with<Result>(
    in parent: String?, _ body: (String?) async throws -> Result
  ) async rethrows -> Result {
    guard let folder = make(in: parent) else { return try await body(nil) }
    let undoing = Termination.register { _ = try? FileSystem.remove(folder) }
    defer {
      Termination.forget(undoing)
      _ = try? FileSystem.remove(folder)
    }
    return try await body(folder)
  }

  private static func make(in parent: String?) -> String? {
    for parent in [parent, "/tmp", "/var/tmp"].compactMap(\.self) where parent.hasPrefix("/") {
      removeAbandoned(in: parent)
      var template = Array("\(parent)/\(prefix)\(ProcessMark.own)_XXXXXX".utf8CString)
      guard mkdtemp(&template) != nil else { continue }
      return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    return nil
  }

  private static func removeAbandoned(in parent: String) {
    for name in (try? FileSystem.entries(of: parent)) ?? [] where name.hasPrefix(prefix) {
      let folder = parent + "/" + name
      guard ProcessMark(name.dropFirst(prefix.count))?.isDead == true, PrivateFolder.isOurs(folder)
      else { continue }
      _ = try? FileSystem.remove(folder)
    }
  }
}
