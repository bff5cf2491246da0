import Confinement
import Files
import Glibc
import Processes
import TestSupport

/// A folder that a program may write in, and one that it may not.
struct TestFolders {
  private let top: String
  var inside: String { top + "/inside" }
  var outside: String { top + "/outside" }

  static func with(_ body: (TestFolders) async throws -> Void) async throws {
    var template = Array("/tmp/confinement-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileError(.create, "/tmp") }
    let top = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { try? FileSystem.remove(top) }
    let folders = TestFolders(top: top)
    for folder in [folders.inside, folders.outside, folders.outside + "/empty"] {
      try FileSystem.createDirectory(folder)
    }
    for (file, text) in [(folders.inside, "own\n"), (folders.outside, "kept\n")] {
      try AtomicFile.write(Array(text.utf8), to: file + "/file")
    }
    try await body(folders)
  }

  /// All that lies outside: names, kinds, modes and content.
  func outsideState() throws -> [String] {
    try FileSystem.entries(of: outside).sorted().map { name in
      let path = outside + "/" + name
      var status = stat()
      lstat(path, &status)
      let isFile = status.st_mode & S_IFMT == S_IFREG
      let text = isFile ? String(decoding: try FileSystem.bytes(at: path) ?? [], as: UTF8.self) : ""
      return "\(name) \(String(status.st_mode, radix: 8)) \(text)"
    }
  }

  func words(isApart: Bool, executable: [String]?) -> [String] {
    Confinement.command(
      ConfinementRules(writable: [inside], executable: executable, isApart: isApart),
      by: TestProducts.directory + "/git-migrate")
  }

  func run(
    _ script: String, isApart: Bool = true, executable: [String]? = nil,
    as account: ConfinedProgramTests.Account = .own
  ) async throws -> ChildProcess.Result {
    try await run(
      words(isApart: isApart, executable: executable) + ["/bin/sh", "-c", script], account)
  }

  /// The same without confinement.
  func runFree(
    _ script: String, as account: ConfinedProgramTests.Account
  ) async throws -> ChildProcess.Result {
    try await run(["/bin/sh", "-c", script], account)
  }

  private func run(
    _ words: [String], _ account: ConfinedProgramTests.Account
  ) async throws -> ChildProcess.Result {
    var words = words
    if account == .nobody, geteuid() == 0 {
      for path in [top, inside, inside + "/file", outside, outside + "/file", outside + "/empty"] {
        chown(path, 65534, 65534)
      }
      words = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"] + words
    }
    return try await ChildProcess(
      words[0], Array(words.dropFirst()),
      environment: [
        "PATH": "/usr/bin:/bin", "LC_ALL": "C", "inside": inside, "outside": outside,
      ],
      directory: "/"
    ).run()
  }
}
