internal import Glibc
internal import Synchronization

/// The stream of answers: one that is cut is an error, so each write is checked, and the end.
///
/// What a command has begun it finishes, also where nobody reads: only then it says so, or dies of
/// the signal that git dies of.
enum StandardOutput {
  /// The `errno` of the first write that failed; 0 where none has.
  private static let failure = Atomic<Int32>(0)

  /// Has the three streams lead somewhere and a closed pipe tell of itself.
  ///
  /// A file that is opened where a stream is closed would take its place, and the answer would go
  /// into it: into the database that a command works on.
  static func prepare() {
    for descriptor in STDIN_FILENO...STDERR_FILENO
    where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
      // What reads only cannot take an answer, so that its loss is noticed.
      _ = open("/dev/null", descriptor == STDERR_FILENO ? O_WRONLY : O_RDONLY)
    }
    // A handler and not `SIG_IGN`, which programs that are started would inherit.
    signal(SIGPIPE) { _ in }
  }

  /// Writes all of it; after a failure nothing more is written, so that no gap is in the answer.
  static func write(_ text: String) {
    guard failure.load(ordering: .relaxed) == 0 else { return }
    if let code = DescriptorOutput.write(text, to: STDOUT_FILENO) { note(code) }
  }

  /// Ends the stream; a file system may tell only now that something could not be stored.
  ///
  /// - Returns: why an answer was cut; `nil` where all has arrived.
  static func finish() -> Int32? {
    if close(STDOUT_FILENO) != 0 { note(errno) }
    let code = failure.load(ordering: .relaxed)
    return code == 0 ? nil : code
  }

  /// Ends the process as a closed pipe ends one that does not handle it.
  static func dieOfClosedPipe() {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
  }

  private static func note(_ code: Int32) {
    _ = failure.compareExchange(expected: 0, desired: code, ordering: .relaxed)
  }
}
