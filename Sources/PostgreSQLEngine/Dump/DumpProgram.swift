internal import Files
internal import Glibc

/// The program `pg_dump`, beside those of a server.
struct DumpProgram {
  private let path: String

  /// - Returns: `nil` where it is not there.
  init?(installation: Installation) {
    // The folder in the search path may have no more than links to the server's programs.
    let folders = [
      installation.binaries, Self.folder(ofLinked: installation.binaries + "/postgres"),
    ]
    let paths = folders.compactMap { $0 }.map { $0 + "/pg_dump" }
    guard let path = paths.first(where: { access($0, X_OK) == 0 }) else { return nil }
    self.path = path
  }

  private static func folder(ofLinked program: String) -> String? {
    guard let path = realpath(program, nil) else { return nil }
    defer { free(path) }
    let parts = String(cString: path).split(separator: "/").dropLast()
    return "/" + parts.joined(separator: "/")
  }

  /// - Returns: what the program prints; `nil` where it fails.
  func run(_ arguments: [String]) -> String? {
    guard let output = NamelessFile.stream() else { return nil }
    defer { fclose(output) }
    guard let process = start([path] + arguments, output: fileno(output)), Self.hasEnded(process),
      let text = Self.text(of: fileno(output)), text.contains(Self.lastLine)
    else { return nil }
    return text
  }

  /// What a whole dump ends with.
  private static let lastLine = "-- PostgreSQL database dump complete"

  /// Waits for the end; where somebody else in this process has waited for it, it has come too.
  private static func hasEnded(_ process: pid_t) -> Bool {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { return errno == ECHILD }
    }
    return status == 0
  }

  /// libpq's variables are meant for another server.
  private func start(_ arguments: [String], output: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    let argumentList = arguments.map { strdup($0) } + [nil]
    let environment = Self.environment.map { strdup($0) } + [nil]
    defer { for text in argumentList + environment { free(text) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, path, &actions, nil, argumentList, environment)
    return code == 0 ? process : nil
  }

  private static let environment: [String] = ["PATH=/usr/bin:/bin", "LC_ALL=C", "TZ=UTC"]

  private static func text(of file: Int32) -> String? {
    var status = stat()
    guard fstat(file, &status) == 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    let count = pread(file, &bytes, bytes.count, 0)
    return count == bytes.count ? String(decoding: bytes, as: UTF8.self) : nil
  }
}
