internal import Files
internal import GitRepository

/// Puts the hooks where git looks for them, and takes them away again.
package struct HookInstaller {
  let project: Project

  package init(project: Project) { self.project = project }

  /// What happened to one hook.
  package enum Result: Hashable, Sendable {
    /// Paths are relative to the work tree where they are below it.
    case created(path: String)
    /// Our lines were put into a hook that was there.
    case inserted(path: String)
    case unchanged(path: String)
    case removed(path: String)
    /// Another program looks after the hook: this line is to be added by hand.
    case managed(by: String, line: String)
    /// The hook is no shell script.
    case foreign(path: String, line: String)
  }

  /// - Parameter followsCheckouts: whether to install the hook that looks at the database too.
  /// - Throws: `GitError`, `FileError`.
  package func install(followsCheckouts: Bool = false) async throws -> [Result] {
    let events = followsCheckouts ? HookScript.allEvents : HookScript.events
    let folder = try await hooksFolder()
    if let manager = try manager(of: folder) {
      return events.map { .managed(by: manager, line: Self.line(for: $0)) }
    }
    try FileSystem.createDirectory(folder)
    return try events.map { try install($0, in: folder) }
  }

  /// - Throws: `GitError`, `FileError`.
  package func uninstall() async throws -> [Result] {
    let folder = try await hooksFolder()
    return try HookScript.allEvents.compactMap { try uninstall($0, in: folder) }
  }

  private func hooksFolder() async throws -> String {
    guard let repository = project.repository else {
      throw GitError.notARepository(path: project.root)
    }
    return try await repository.git.hooksDirectory()
  }

  private func install(_ event: String, in folder: String) throws -> Result {
    let path = folder + "/" + event
    guard let bytes = try FileSystem.bytes(at: path) else {
      try write(HookScript.text(for: event), to: path)
      return .created(path: shown(path))
    }
    let text = String(decoding: bytes, as: UTF8.self)
    guard HookScript.isShellScript(text) else {
      return .foreign(path: shown(path), line: Self.line(for: event))
    }
    let new = HookScript.inserting(event, into: text)
    guard new != text else { return .unchanged(path: shown(path)) }
    try write(new, to: path)
    return .inserted(path: shown(path))
  }

  private func uninstall(_ event: String, in folder: String) throws -> Result? {
    let path = folder + "/" + event
    guard let bytes = try FileSystem.bytes(at: path) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    let rest = HookScript.removing(from: text)
    guard rest != text else { return nil }
    if rest == "#!/bin/sh\n" {
      try FileSystem.remove(path)
    } else {
      try write(rest, to: path)
    }
    return .removed(path: shown(path))
  }

  private func shown(_ path: String) -> String {
    path.hasPrefix(project.root + "/") ? String(path.dropFirst(project.root.count + 1)) : path
  }

  private func write(_ text: String, to path: String) throws {
    try AtomicFile.write(Array(text.utf8), to: path, isExecutable: true)
  }

  private static func line(for event: String) -> String {
    "git-migrate hook run \(event)" + (event == HookScript.checkoutEvent ? " \"$@\"" : "")
  }

  /// The program that looks after the hooks, by the files that it leaves.
  private func manager(of folder: String) throws -> String? {
    if folder.contains("/.husky") { return "husky" }
    let marks = [
      ("lefthook", ["lefthook.yml", "lefthook.yaml", ".lefthook.yml"]),
      ("pre-commit", [".pre-commit-config.yaml"]),
    ]
    return try marks.first { _, files in
      try files.contains { try FileSystem.kind(of: project.root + "/" + $0) == .file }
    }?.0
  }
}
