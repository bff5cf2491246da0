internal import Files
internal import Glibc
internal import Signals
internal import Subprocess
internal import SystemPackage

/// A program that is run to its end, its output collected.
package struct ChildProcess: Sendable {
  /// A name to look up in `PATH`, or a path with a `/` in it.
  package var executable: String
  package var arguments: [String]
  /// The program's whole environment.
  package var environment: [String: String]
  /// The folder that the program starts in; `nil` means the caller's.
  package var directory: String?
  package var input: [UInt8]
  /// Whether it has a session of its own: no terminal, and all that it starts in it ends with it.
  package var hasOwnSession = false
  /// The words that run it confined, from ``Confinement/command(_:)``; empty for no confinement.
  package var confinement: [String] = []
  /// The most that is collected of each stream, in bytes.
  package var outputLimit = 256 * 1024 * 1024

  package init(
    _ executable: String, _ arguments: [String] = [], environment: [String: String],
    directory: String? = nil, input: [UInt8] = []
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
    self.input = input
  }

  /// What a program that ended has left.
  package struct Result: Sendable {
    package let status: Status
    package let output: [UInt8]
    package let errorOutput: [UInt8]

    package var outputText: String { String(decoding: output, as: UTF8.self) }
    package var errorText: String { String(decoding: errorOutput, as: UTF8.self) }
  }

  /// How a program ended.
  package enum Status: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
  }

  /// Starts the program and waits for its end.
  ///
  /// - Throws: ``ProcessError`` where the program cannot be started or its output is too long.
  ///   A program that runs and fails is no error here: look at the result's status.
  package func run() async throws -> Result {
    try DescriptorSupply.reserve(for: executable)
    defer { DescriptorSupply.release() }
    let command = try commandLine()
    let input = try InputFile(input, for: executable)
    defer { input.close() }
    let running = RunningProcess()
    let ending = Termination.register { running.terminate() }
    defer {
      running.end()
      Termination.forget(ending)
    }
    do {
      let record = try await Subprocess.run(
        command[0].contains("/") ? .path(.init(command[0])) : .name(command[0]),
        arguments: Arguments(Array(command.dropFirst())),
        environment: .custom(
          Dictionary(
            environment.map { (Environment.Key(rawValue: $0) ?? "", $1) },
            uniquingKeysWith: { $1 })),
        workingDirectory: directory.map { .init($0) }, platformOptions: options,
        input: .fileDescriptor(input.descriptor, closeAfterSpawningProcess: false),
        output: .sequence, error: .sequence
      ) { execution in
        let process = execution.processIdentifier.value
        let target = hasOwnSession ? -process : process
        running.begin(target)
        defer { running.end() }
        let errors = execution.standardError
        async let errorOutput = bytes(of: errors, from: target)
        let output = try await bytes(of: execution.standardOutput, from: target)
        return (target: target, output: output, errorOutput: try await errorOutput)
      }
      let streams = record.closureResult
      if hasOwnSession { kill(streams.target, SIGKILL) }
      return Result(
        status: Status(record.terminationStatus), output: streams.output,
        errorOutput: streams.errorOutput)
    } catch let error as SubprocessError {
      throw ProcessError(executable: executable, reason: error.description)
    }
  }

  private var options: PlatformOptions {
    var options = PlatformOptions()
    options.createSession = hasOwnSession
    return options
  }

  /// - Throws: ``ProcessError`` where a program that is to be confined is not there: what starts it
  ///   could not tell the caller.
  private func commandLine() throws(ProcessError) -> [String] {
    guard !confinement.isEmpty else { return [executable] + arguments }
    guard executable.contains("/") || isInSearchPath else {
      throw ProcessError(executable: executable, reason: String(cString: strerror(ENOENT)))
    }
    return confinement + [executable] + arguments
  }

  private var isInSearchPath: Bool {
    (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").contains { folder in
      let path = "\(folder)/\(executable)"
      return FileSystem.isExecutable(path) && (try? FileSystem.kind(of: path)) == .file
    }
  }

  /// Collects a stream piece by piece: the library's own collection takes memory for the limit, half
  /// a gigabyte for a program that prints a line.
  private func bytes(
    of stream: SubprocessOutputSequence, from target: pid_t
  ) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await buffer in stream {
      buffer.withUnsafeBytes { bytes.append(contentsOf: $0) }
      guard bytes.count <= outputLimit else {
        // Nobody reads on, so it would never come to its end.
        kill(target, SIGKILL)
        throw ProcessError(
          executable: executable, reason: "its output is longer than \(outputLimit) bytes")
      }
    }
    return bytes
  }
}

extension ChildProcess.Status {
  init(_ status: TerminationStatus) {
    switch status {
    case .exited(let code): self = .exited(code)
    case .signaled(let signal): self = .signalled(signal)
    }
  }
}

/// A program that could not be run.
package struct ProcessError: Error, Sendable {
  package let executable: String
  package let reason: String
}
