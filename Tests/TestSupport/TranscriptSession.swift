internal import Files
internal import Glibc
internal import Processes

/// One bash in a temporary folder of its own, which runs the steps of a transcript.
struct TranscriptSession {
  private let root: String

  /// What a step has done.
  struct Outcome {
    let output: [String]
    /// The exit status; `nil` where the step did not come to its end.
    let status: Int32?
  }

  /// Makes the folder.
  init() throws {
    root = try Self.temporaryFolder()
    for folder in ["home", "session", "tmp", "work"] {
      try FileSystem.createDirectory(root + "/" + folder)
    }
    try AtomicFile.write(
      Array(TranscriptEnvironment.gitConfiguration.utf8), to: root + "/home/.gitconfig")
  }

  /// Removes the folder.
  func remove() throws {
    try FileSystem.remove(root)
  }

  private static func temporaryFolder() throws -> String {
    let parent = ProcessEnvironment["TMPDIR"] ?? "/tmp"
    var template = Array("\(parent)/transcript-XXXXXX".utf8CString)
    let folder = template.withUnsafeMutableBufferPointer { buffer -> String? in
      guard let base = buffer.baseAddress, mkdtemp(base) != nil else { return nil }
      guard let path = realpath(base, nil) else { return nil }
      defer { free(path) }
      return String(cString: path)
    }
    guard let folder else { throw FileError(.create, parent) }
    return folder
  }
}

// MARK: - Running

extension TranscriptSession {
  /// Runs steps one after the other; those after one that ends the shell or takes too long do not
  /// run, and have no outcome.
  func run(
    _ steps: [TranscriptStep], productDirectory: String, extraEnvironment: [String: String],
    timeLimit: Duration
  ) async throws -> (outcomes: [Outcome], isOverTime: Bool) {
    for (number, step) in steps.enumerated() {
      try AtomicFile.write(Array(step.script.utf8), to: file(number, "command"))
    }
    // `timeout` makes itself the leader of a process group, and kills that.
    let limit = ["--signal=KILL", "\(max(timeLimit.components.seconds, 1))"]
    let shell = ChildProcess(
      "timeout", limit + ["bash", "-c", script(steps.count), "bash"],
      environment: TranscriptEnvironment.variables(
        root: root, productDirectory: productDirectory, extra: extraEnvironment),
      directory: root + "/work")
    let status = try await shell.run().status
    return (try outcomes(steps.count), status == .signalled(SIGKILL) || status == .exited(137))
  }

  /// A script that evaluates each step in the same shell.
  ///
  /// It is one line, so that the number of the line in bash's own messages is always 1.
  private func script(_ count: Int) -> String {
    let steps = (0..<count).map { number in
      let file = "\"$ROOT\"/session/\(number)"
      return "eval \"$(<\(file).command)\" </dev/null >\(file).output 2>&1; echo $? >\(file).status"
    }
    let ending = "kill $(jobs -p)"
    return (["exec >/dev/null 2>&1"] + steps + [ending]).joined(separator: "; ")
  }

  private func outcomes(_ count: Int) throws -> [Outcome] {
    var outcomes: [Outcome] = []
    for number in 0..<count where outcomes.last?.status != nil || outcomes.isEmpty {
      outcomes.append(
        Outcome(
          output: lines(try text(number, "output")),
          status: Int32(try text(number, "status").dropLast())))
    }
    return outcomes
  }

  private func file(_ number: Int, _ kind: String) -> String {
    "\(root)/session/\(number).\(kind)"
  }

  private func text(_ number: Int, _ kind: String) throws -> String {
    String(decoding: try FileSystem.bytes(at: file(number, kind)) ?? [], as: UTF8.self)
  }

  /// The lines of an output, without the blank ones at its end.
  private func lines(_ output: String) -> [String] {
    var lines = output.replacing(root, with: "$ROOT").transcriptLines
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
