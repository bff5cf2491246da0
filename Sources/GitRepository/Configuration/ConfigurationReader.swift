internal import CLibgit2
internal import Files
internal import Glibc

/// Reads git-config syntax with libgit2's reader.
struct ConfigurationReader {
  /// Decides on `includeIf "gitdir:…"`; without one, such conditions do not hold.
  var repository: Repository?

  /// The entries of a file and those it includes, in order; none where there is no file.
  func entries(ofFile path: String) throws(GitError) -> [ConfigurationEntry] {
    do throws(GitError) {
      return try read(path) { _ in true }
    } catch .library(_, let message) {
      throw Self.syntaxError(message, in: path, calledBy: path)
    }
  }

  /// The entries of text; includes are not followed, for the text may be someone else's.
  ///
  /// - Parameter path: what errors call the text.
  func entries(of text: String, path: String) throws(GitError) -> [ConfigurationEntry] {
    guard text.utf8.count <= Self.largestText else {
      throw .configurationSyntax(
        path: path, line: nil, reason: "it is larger than \(Self.largestText / 1024) KiB")
    }
    let descriptor = git_migrate_memory_file()
    guard descriptor >= 0 else { throw GitError.file(.init(.create, path)) }
    defer { close(descriptor) }
    let text = IncludeGuard.masking(text)
    guard write(descriptor, text, text.utf8.count) == text.utf8.count else {
      throw GitError.file(.init(.write, path))
    }
    let file = "/proc/self/fd/\(descriptor)"
    do throws(GitError) {
      return try read(file) { $0.include_depth == 0 }.map(IncludeGuard.unmasking)
    } catch .library(_, let message) {
      throw Self.syntaxError(message, in: file, calledBy: path)
    }
  }

  /// Nobody writes that much by hand, and all of it is held in memory.
  private static let largestText = 1 << 20

  private func read(
    _ file: String, where isWanted: (git_config_entry) -> Bool
  ) throws(GitError) -> [ConfigurationEntry] {
    let configuration = try Handle(freedBy: git_config_free) { git_config_new($0) }
    try Libgit2.check(
      git_config_add_file_ondisk(
        configuration.pointer, file, GIT_CONFIG_LEVEL_LOCAL, repository?.pointer, 0))
    let iterator = try Handle(freedBy: git_config_iterator_free) {
      git_config_iterator_new($0, configuration.pointer)
    }
    // The iterator walks over the configuration and does not own it.
    defer { withExtendedLifetime(configuration) {} }
    var entries: [ConfigurationEntry] = []
    var raw: UnsafeMutablePointer<git_config_entry>?
    while true {
      let code = git_config_next(&raw, iterator.pointer)
      guard code != GIT_ITEROVER.rawValue else { return entries }
      try Libgit2.check(code)
      guard let entry = raw?.pointee, let name = entry.name, isWanted(entry) else { continue }
      entries.append(
        ConfigurationEntry(
          key: String(cString: name), value: entry.value.map { String(cString: $0) }))
    }
  }

  /// Takes the library's message apart: `failed to parse config file: <reason> (in <file>:<line>)`.
  private static func syntaxError(
    _ message: String, in file: String, calledBy path: String
  ) -> GitError {
    let prefix = "failed to parse config file: "
    guard message.hasPrefix(prefix), let place = message.firstRange(of: " (in \(file):") else {
      return .configurationSyntax(path: path, line: nil, reason: message)
    }
    return .configurationSyntax(
      path: path,
      line: Int(message[place.upperBound...].prefix { $0.isNumber }),
      reason: String(message[..<place.lowerBound].dropFirst(prefix.count)))
  }
}
